// Saves what is typed into form[data-autosave]; what is unsent stays in this page's memory only.
const WAIT = 600, PATIENCE = 3000, AGAIN = [2000, 5000, 15000, 30000], OURS = ['csrfmiddlewaretoken', 'key', 'seen']

for (const form of document.querySelectorAll('form[data-autosave]')) {
  const line = form.querySelector('[data-saved]')
  const token = form.elements.csrfmiddlewaretoken
  const unsent = new Map()
  let timer, tries = 0, sending = null, leaving = false
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
  const later = (ms) => { clearTimeout(timer); if (!leaving) timer = setTimeout(send, ms) }
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html')
    token.value = page.querySelector(`[name=${token.name}]`)?.value ?? token.value
  }
  const send = () => { if (!sending && !leaving && unsent.size) sending = deliver() }
  async function deliver() {
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
    sending = null
    if (unsent.size && !tries) later(WAIT)
  }
  const note = ({ type, target: { name, type: kind } }) => {
    if (!name || kind === 'password' || kind === 'file' || OURS.includes(name)) return
    unsent.set(name, valueOf(name))
    later(type === 'change' ? 0 : WAIT)
  }
  form.addEventListener('input', note)
  form.addEventListener('change', note)
  form.addEventListener('submit', (e) => {
    clearTimeout(timer)
    if (sending) { // an answer still on its way would become a draft after the form has thrown it away
      e.preventDefault()
      e.stopImmediatePropagation()
      if (!leaving) Promise.race([sending, new Promise((done) => setTimeout(done, PATIENCE))]).then(() => { sending = null; setTimeout(() => form.requestSubmit(e.submitter)) })
    }
    leaving = true
  })
  addEventListener('pageshow', (e) => { if (e.persisted) leaving = false }) // somebody came back to it
  addEventListener('online', () => later(0))
  document.addEventListener('visibilitychange', () => { if (document.hidden) send() })
  addEventListener('beforeunload', (e) => { if (unsent.size && !leaving) e.preventDefault() })
}
