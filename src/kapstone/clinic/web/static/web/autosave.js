// Saves what is typed into form[data-autosave]; what is unsent stays in this page's memory only.
const WAIT = 600, AGAIN = [2000, 5000, 15000, 30000], OURS = ['csrfmiddlewaretoken', 'key', 'seen']

for (const form of document.querySelectorAll('form[data-autosave]')) {
  const line = form.querySelector('[data-saved]')
  const token = form.elements.csrfmiddlewaretoken
  const unsent = new Map()
  let timer, tries = 0, sending = false, leaving = false
  const say = (text, link) => {
    if (!line) return
    line.textContent = text
    if (link) { const a = document.createElement('a'); a.href = link; a.target = '_blank'; a.textContent = 'Sign in'; line.append(' ', a) }
  }
  const valueOf = (name) => {
    const all = [...form.elements].filter((e) => e.name === name)
    if (all[0]?.type !== 'checkbox') return new FormData(form).get(name) ?? ''
    const on = all.filter((e) => e.checked).map((e) => e.value)
    return all.length > 1 ? on : on.length > 0
  }
  const later = (ms) => { clearTimeout(timer); timer = setTimeout(send, ms) }
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html')
    token.value = page.querySelector(`[name=${token.name}]`)?.value ?? token.value
  }
  async function send() {
    if (sending || !unsent.size) return
    sending = true
    const batch = new Map(unsent)
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST', keepalive: true, redirect: 'manual',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token.value },
        body: JSON.stringify(Object.fromEntries(batch)),
      })
      if (answer.status === 401 || answer.type === 'opaqueredirect') {
        say('You were signed out. What you typed is still on this page.', '/sign-in/')
        tries = 1; later(10000)
      } else {
        if (answer.status === 403) await renew() // signed in again elsewhere
        if (!answer.ok) throw answer
        for (const [name, value] of batch) if (unsent.get(name) === value) unsent.delete(name)
        tries = 0
        say(`Saved ${(await answer.json()).saved}`)
      }
    } catch {
      say(navigator.onLine ? 'Not saved yet. Trying again.' : 'Offline. What you typed is kept here and saved when you are back.')
      later(AGAIN[Math.min(tries++, 3)])
    }
    sending = false
    if (unsent.size && !tries) later(WAIT)
  }
  const note = ({ type, target: { name, type: kind } }) => {
    if (!name || kind === 'password' || kind === 'file' || OURS.includes(name)) return
    unsent.set(name, valueOf(name))
    later(type === 'change' ? 0 : WAIT)
  }
  form.addEventListener('input', note)
  form.addEventListener('change', note)
  form.addEventListener('submit', () => { leaving = true; clearTimeout(timer) })
  addEventListener('online', () => later(0))
  document.addEventListener('visibilitychange', () => { if (document.hidden) send() })
  addEventListener('beforeunload', (e) => { if (unsent.size && !leaving) e.preventDefault() })
}
