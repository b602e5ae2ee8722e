// Keeps what is typed into form[data-autosave="/drafts/..."]: each changed field goes to the server and is merged there.
// Unsent changes live in this page's memory only (nothing is left on a shared computer) and are sent again when possible.
const WAIT_MS = 600, AGAIN_MS = [2000, 5000, 15000, 30000]

for (const form of document.querySelectorAll('form[data-autosave]')) {
  const line = form.querySelector('[data-saved]') ?? document.querySelector('[data-saved]')
  const unsent = new Map()
  let timer, tries = 0, sending = false, leaving = false
  const say = (text, link) => {
    if (!line) return
    line.textContent = text
    if (link) { const a = document.createElement('a'); a.href = link; a.target = '_blank'; a.textContent = 'Sign in'; line.append(' ', a) }
  }
  const valueOf = (name) => {
    const all = [...form.elements].filter((e) => e.name === name)
    if (all[0]?.type === 'checkbox') {
      const on = all.filter((e) => e.checked).map((e) => e.value)
      return all.length > 1 ? on : on.length > 0
    }
    return new FormData(form).get(name) ?? ''
  }
  const later = (ms) => { clearTimeout(timer); timer = setTimeout(send, ms) }
  async function send() {
    if (sending || !unsent.size) return
    sending = true
    const batch = new Map(unsent)
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST', keepalive: true, redirect: 'manual',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': form.elements.csrfmiddlewaretoken?.value ?? '' },
        body: JSON.stringify(Object.fromEntries(batch)),
      })
      if (answer.status === 401 || answer.type === 'opaqueredirect') {
        say('You were signed out. What you typed is still on this page.', '/sign-in/'); later(10000)
      } else if (!answer.ok) throw new Error(answer.status)
      else {
        for (const [name, value] of batch) if (unsent.get(name) === value) unsent.delete(name)
        tries = 0
        say(`Saved ${(await answer.json()).saved}`)
      }
    } catch {
      say(navigator.onLine ? 'Not saved yet. Trying again.' : 'You are offline. What you typed is kept on this page and saved when you are back.')
      later(AGAIN_MS[Math.min(tries++, AGAIN_MS.length - 1)])
    }
    sending = false
    if (unsent.size && !tries) later(WAIT_MS)
  }
  const note = (e) => {
    const { name, type } = e.target
    if (!name || type === 'password' || type === 'file' || ['csrfmiddlewaretoken', 'key', 'seen'].includes(name)) return
    unsent.set(name, valueOf(name))
    later(e.type === 'change' ? 0 : WAIT_MS)
  }
  form.addEventListener('input', note)
  form.addEventListener('change', note)
  form.addEventListener('submit', () => { leaving = true; clearTimeout(timer) })
  addEventListener('online', () => later(0))
  document.addEventListener('visibilitychange', () => { if (document.hidden) send() })
  addEventListener('beforeunload', (e) => { if (unsent.size && !leaving) e.preventDefault() })
}
