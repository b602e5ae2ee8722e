// The dosing visit: what was opened stays open when the live parts are renewed; a lost connection is said.
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
let since = null
const say = () => {
  const tag = document.querySelector('[data-connection]')
  if (!tag || !since) return
  tag.classList.add('is-offline')
  // A tablet that keeps entries says since when, by the clinic's clock; this one's may be wrong.
  tag.textContent = document.querySelector('#outbox[data-ready]') ? 'Not connected. Numbers may be old.' : `Not connected since ${since}. Numbers may be old.`
}
const lost = () => { since ??= new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false }); say() }
document.body.addEventListener('htmx:sendError', lost)
document.body.addEventListener('htmx:responseError', lost)
document.body.addEventListener('htmx:afterOnLoad', () => { since = null })
addEventListener('offline', lost)
