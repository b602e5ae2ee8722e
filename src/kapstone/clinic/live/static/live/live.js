// Tells the page that its record has changed: the event `live` on the body, with what is known of it. The page reads itself again.
// Say where to listen: <meta name="live" content="/.../stream/">. What the page already shows: [data-seen="412"], which may be renewed.
const where = document.querySelector('meta[name="live"]')?.content
const seen = () => Number(document.querySelector('[data-seen]')?.dataset.seen ?? -1)
let source = null
const tell = (name, detail = {}) => document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
const news = (e) => {
  const said = JSON.parse(e.data)
  if (said.by_clock || said.sequence == null || said.sequence > seen()) tell('live', said)
}
const open = () => {
  if (!where || source) return
  source = new EventSource(where)
  source.addEventListener('open', () => tell('live-open'))
  source.addEventListener('now', news)
  source.addEventListener('changed', news)
  source.addEventListener('everything', () => tell('live'))
  source.addEventListener('error', () => {
    tell('live-lost')
    if (source?.readyState === EventSource.CLOSED) { source = null; setTimeout(open, 5000) }
  })
}
const close = () => { source?.close(); source = null }
// A hidden screen gives its connection back (a browser has six for one address) and catches up when it is looked at again.
document.addEventListener('visibilitychange', () => document.hidden ? close() : open())
addEventListener('pagehide', close)
addEventListener('pageshow', () => document.hidden || open())
if (!document.hidden) open()
