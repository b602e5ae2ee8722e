// Keyboard: "/" finds a patient, "g" then a letter goes somewhere, "?" lists them. Focus goes to an error summary.
let going = 0
const typing = (t) => t.closest?.('input,textarea,select,[contenteditable]')
const help = () => document.querySelector('[data-keys-dialog]')?.showModal()

document.addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return
  if (e.key === '/') {
    const search = document.querySelector('[data-search]')
    if (search) { e.preventDefault(); search.focus(); search.select() }
  } else if (e.key === '?') { help()
  } else if (e.key === 'g') { going = e.timeStamp
  } else if (going && e.timeStamp - going < 1500) {
    going = 0
    document.querySelector(`[data-go="${CSS.escape(e.key)}"]`)?.click()
  }
})
document.addEventListener('keydown', (e) => {
  if (e.key !== 'Escape') return
  const open = e.target.closest?.('details.menu[open],details.gate[open]')
  if (open) { open.open = false; open.querySelector('summary').focus() }
})
document.addEventListener('click', (e) => {
  if (e.target.closest('[data-keys-help]')) help()
  for (const menu of document.querySelectorAll('details.menu[open],details.gate[open]'))
    if (!menu.contains(e.target)) menu.open = false
})
document.querySelector('[data-error-summary]')?.focus()
