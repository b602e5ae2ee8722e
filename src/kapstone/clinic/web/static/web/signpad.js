// A signature drawn with finger, pen or mouse, beside the typed name, which is always enough. Stored as SVG path data.
for (const pad of document.querySelectorAll('[data-signpad]')) {
  const canvas = pad.querySelector('canvas'), kept = pad.querySelector('input[type=hidden]')
  const pen = canvas.getContext('2d')
  let strokes = []
  const at = (e) => {
    const box = canvas.getBoundingClientRect()
    return [Math.round((e.clientX - box.left) * canvas.width / box.width), Math.round((e.clientY - box.top) * canvas.height / box.height)]
  }
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height)
    pen.lineWidth = 4; pen.lineCap = pen.lineJoin = 'round'; pen.strokeStyle = '#1b1d1c'
    for (const s of strokes) { pen.beginPath(); s.forEach(([x, y], i) => i ? pen.lineTo(x, y) : pen.moveTo(x, y)); pen.stroke() }
    kept.value = strokes.map((s) => 'M' + s.map((p) => p.join(' ')).join('L')).join('')
  }
  canvas.addEventListener('pointerdown', (e) => { canvas.setPointerCapture(e.pointerId); strokes.push([at(e)]) })
  canvas.addEventListener('pointermove', (e) => { if (canvas.hasPointerCapture(e.pointerId)) { strokes.at(-1).push(at(e)); draw() } })
  pad.querySelector('[data-signpad-clear]').addEventListener('click', () => { strokes = []; draw() })
}
