// A lost connection is said where [data-connection] stands, with since when.
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
