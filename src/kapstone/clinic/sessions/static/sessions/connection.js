// A lost connection is said where [data-connection] stands, with since when.
let since = null
const say = () => {
  const tag = document.querySelector('[data-connection]')
  if (!tag || !since) return
  tag.classList.add('is-offline')
  tag.textContent = `Not connected since ${since}. Numbers may be old.`
}
const lost = () => { since ??= new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false }); say() }
document.body.addEventListener('htmx:sendError', lost)
document.body.addEventListener('htmx:responseError', lost)
document.body.addEventListener('htmx:afterOnLoad', () => { since = null })
addEventListener('offline', lost)
