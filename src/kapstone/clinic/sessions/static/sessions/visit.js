// The dosing visit: what was opened stays open when the live parts are renewed.
const opened = new Set()
addEventListener('toggle', (e) => {
  const d = e.target
  if (!(d instanceof HTMLDetailsElement) || !d.id) return
  d.open ? opened.add(d.id) : opened.delete(d.id)
}, true)
const restore = () => opened.forEach((id) => document.getElementById(id)?.setAttribute('open', ''))
const typing = (el) => el && el.contains(document.activeElement) && document.activeElement.matches('textarea,input:not([type=hidden])')
document.body.addEventListener('htmx:oobBeforeSwap', (e) => { if (typing(e.detail.target)) e.detail.shouldSwap = false })
document.body.addEventListener('htmx:afterSettle', restore)
const unfold = () => { const d = location.hash && document.querySelector(location.hash); if (d instanceof HTMLDetailsElement) { d.open = true; d.scrollIntoView() } }
addEventListener('hashchange', unfold)
unfold()
