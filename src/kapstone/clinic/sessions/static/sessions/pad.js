// The vitals pad: a field that is full hands on to the next, Enter goes on, V comes here, and an unusual value is asked about once.
// Without this script the pad is a plain form; then the server asks.
const pad = document.querySelector('[data-pad]')
const inRow = () => [...pad.querySelectorAll('.padrow--signs input, .padrow:not(#pad-more .padrow) select')]
const next = (field) => {
  const row = inRow()
  const to = row[row.indexOf(field) + 1] ?? pad.querySelector('.pad__end .btn--primary')
  to.focus()
  to.select?.()
}
// Whether no digit can follow: a pressure or pulse of 1xx or 2xx has three, others two; breaths of 5 to 9 may be whole already, so they wait.
const isFull = (field) => {
  const text = field.value
  if (!/^\d+$/.test(text)) return false
  if (field.name === 'respiratory_rate_per_min') return text.length === 2
  if (field.name === 'spo2_percent') return text.length === (text[0] === '1' ? 3 : 2)
  return text.length === (text[0] < '3' ? 3 : 2)
}
const unusual = () => [...pad.querySelectorAll('[data-usual]')].filter((field) => {
  const [low, high] = field.dataset.usual.split(' ').map(Number)
  return field.value.trim() !== '' && (Number(field.value) < low || Number(field.value) > high)
})
let asked = ''
let chosenAt = 0
if (pad) {
  pad.addEventListener('input', (e) => {
    if (e.target.matches('.padrow--signs input') && e.inputType !== 'deleteContentBackward' && isFull(e.target)) next(e.target)
  })
  pad.addEventListener('keydown', (e) => {
    const field = e.target
    if (!field.matches('input,textarea') && e.key.length === 1 && !/\d/.test(e.key) && Date.now() - chosenAt < 1000) { e.preventDefault(); return } // somebody types the whole word of what a digit has chosen
    if (field.matches('select') && /^\d$/.test(e.key) && [...field.options].some((o) => o.value === e.key)) {
      e.preventDefault()
      const ten = field.value === '1' && e.key === '0' && field.dataset.fresh
      field.value = ten ? '10' : e.key
      field.dataset.fresh = e.key === '1' ? '1' : ''
      field.dispatchEvent(new Event('change', { bubbles: true }))
      chosenAt = Date.now()
      if (ten || e.key !== '1' || ![...field.options].some((o) => o.value === '10')) next(field)
    } else if (e.key === 'Enter' && field.matches('.padrow--signs input, .padrow--state select') && field.value !== '') {
      e.preventDefault()
      next(field)
    }
  })
  addEventListener('keydown', (e) => {
    if (e.key.toLowerCase() !== 'v' || e.ctrlKey || e.metaKey || e.altKey || document.activeElement.matches('input,select,textarea')) return
    e.preventDefault()
    inRow()[0].focus()
  })
  // On window and capturing: it asks before anything else hears that the form is sent.
  addEventListener('submit', (e) => {
    if (e.target !== pad) return
    const odd = unusual()
    const said = odd.map((field) => `${document.querySelector(`label[for="${field.id}"]`).textContent.trim()} ${field.value}`).join(', ')
    odd.forEach((field) => field.classList.toggle('is-odd', true))
    if (!odd.length || said === asked) return
    e.preventDefault()
    e.stopImmediatePropagation()
    asked = said
    pad.querySelector('[data-nudge]').textContent = `${said}: this is unusual. If it is right, record it again.`
    odd[0].focus()
    odd[0].select()
  }, true)
}
