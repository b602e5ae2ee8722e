// The tablet at the chair: entries go into the outbox first and from there to the clinic; alone, it says so, judges by itself, and goes on.
import { Outbox, forgetKeys } from './outbox.js'
import { alarms } from './judge.js'

const AGAIN = [1000, 2000, 5000, 15000, 30000], PATIENCE_MS = 4000, TWICE_MS = 700, FEW = 3, HELD_MS = 2000
const root = document.getElementById('outbox')
const visit = root?.dataset.visit || location.pathname.match(/^\/episodes\/[0-9a-f-]{36}\/sessions\/[0-9a-f-]{36}\//)?.[0]
const isShell = !root?.dataset.terms
const part = (name) => root.querySelector(`[data-${name}]`)
const all = (name) => document.querySelectorAll(`[data-${name}]`)
const tell = (name) => document.body.dispatchEvent(new CustomEvent(name, { bubbles: true }))
let box = null, alone = null, stopped = '', tries = 0, timer = null, busy = false, others = 0

const clock = (ms) => new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: box?.known.zone })
const counted = (count) => `${count} ${count === 1 ? 'entry' : 'entries'}`
const value = (fields, name) => fields.find(([field]) => field === name || field.endsWith(`-${name}`))?.[1] ?? ''
const number = (fields, name) => (value(fields, name).trim() ? Number(value(fields, name).replace(',', '.')) : null)
const term = (fields) => value(fields, 'term') || value(fields, 'code').replaceAll('_', ' ')
const SIGNS = { systolic_mmhg: 'systolic', diastolic_mmhg: 'diastolic', heart_rate_per_min: 'heart rate', spo2_percent: 'SpO₂', respiratory_rate_per_min: 'breathing', temperature_celsius: 'temperature', oxygen_litres_per_min: 'oxygen' }
const STATES = { moaas: 'MOAA/S', dissociation_0_10: 'dissociation', distress_0_10: 'distress', nausea_0_10: 'nausea' }
const LATEST = {
  pressure: (each) => (each.systolic_mmhg == null ? null : `${each.systolic_mmhg}/${each.diastolic_mmhg ?? '–'}`), pulse: (each) => each.heart_rate_per_min, oxygen: (each) => each.spo2_percent,
  breath: (each) => each.respiratory_rate_per_min, awake: (each) => each.moaas, distress: (each) => each.distress_0_10,
}
const LEVEL_OF = { pressure: ['MON-A1', 'MON-A3', 'MON-A4'], pulse: ['MON-A5'], oxygen: ['MON-A6'], breath: ['MON-A7'], awake: ['MON-A8'] }

const words = ({ kind, fields }) => {
  if (kind === 'event') return value(fields, 'alarm') ? 'Alarm answered' : value(fields, 'event')
  if (kind === 'note') return `Note: ${value(fields, 'remarks')}`
  if (kind === 'adverse') return `Adverse event: ${term(fields)}, grade ${value(fields, 'grade') || 'not given'}`
  return Object.entries({ ...SIGNS, ...STATES }).map(([name, word]) => (value(fields, name) ? `${word} ${value(fields, name)}` : '')).filter(Boolean).join(', ')
}
/** The session as the clinic knew it, with what was entered here since. */
const merged = (entries) => {
  const found = structuredClone(box.known.history)
  const taken = (fields, names) => Object.fromEntries(Object.keys(names).map((name) => [name, number(fields, name)]).filter(([, each]) => each !== null && !Number.isNaN(each)))
  for (const { kind, fields, at } of entries) {
    if (kind === 'vitals') {
      const signs = taken(fields, SIGNS), states = taken(fields, STATES)
      if (Object.keys(signs).length) found.vitals.push({ at, ...signs, symptoms: fields.filter(([name]) => name === 'symptoms').map(([, word]) => word) })
      if (Object.keys(states).length) found.states.push({ at, ...states })
    } else if (kind === 'event' && value(fields, 'event')) found.events.push({ at, event: value(fields, 'event') })
    else if (kind === 'adverse') found.adverse.push({ at, term: term(fields) })
  }
  return found
}

const fill = (template, texts) => {
  const made = template.content.firstElementChild.cloneNode(true)
  for (const [name, text] of Object.entries(texts)) { const at = made.querySelector(`[data-${name}]`); if (at) at.textContent = text }
  return made
}
const draw = async () => {
  if (!box) return
  const entries = await box.entries(), waiting = entries.filter((each) => each.state === 'waiting'), refused = entries.length - waiting.length
  const isStuck = Boolean(alone || stopped), isHeld = isStuck || waiting.some((each) => box.now() - each.at > HELD_MS)
  const said = stopped === 'signed-out' ? `You are signed out. ${counted(entries.length)} kept here, sealed, until you sign in again.`
    : stopped === 'refused' ? `The clinic takes nothing from you for this visit now. ${counted(entries.length)} kept here.`
      : alone ? `This tablet is on its own since ${clock(alone)}. ${counted(entries.length)} kept here.`
        : isHeld ? `${counted(waiting.length)} kept here, being sent.`
          : refused ? `${counted(refused)} the clinic did not take. Kept here.` : ''
  if (part('band').textContent !== said) part('band').textContent = said
  part('sign-in').hidden = stopped !== 'signed-out'
  part('offer').hidden = !refused || isStuck
  part('limits').hidden = !isStuck
  part('list-box').hidden = !isHeld && !refused
  part('others').hidden = !others
  part('others').textContent = others ? `${counted(others)} of other visits or people lie here sealed. They are sent when their visit is opened by whoever made them.` : ''
  part('list').replaceChildren(...entries.toReversed().map((entry) => {
    const row = fill(root.querySelector('template[data-row]'), { at: clock(entry.at), says: words(entry), why: entry.why })
    row.dataset.state = entry.state
    return row
  }))
  const history = merged(entries), shown = isHeld ? alarms(box.known.rules, history, box.now()) : []
  const lines = shown.map((each) => `${each.rule} ${each.level} ${each.value} ${isAnswered(entries, each.rule)}`).join('\n')
  if (part('alarms').dataset.lines !== lines) {
    part('alarms').dataset.lines = lines
    part('alarms').replaceChildren(...shown.map((each) => alarmOf(each, isAnswered(entries, each.rule))))
  }
  drawNumbers(entries, history, shown)
}
/** The numbers with what is not sent yet, their ages, and what is due: without network nothing else renews them. */
const drawNumbers = (entries, history, shown) => {
  if (!alone && !entries.length) return
  const ringing = shown.flatMap((each) => [each, ...each.also]), minutes = (span) => Math.floor(Math.abs(span) / 60000)
  for (const at of all('latest')) {
    const sign = at.dataset.latest, say = LATEST[sign]
    const last = say && [...history.vitals, ...history.states].sort((a, b) => a.at - b.at).filter((each) => say(each) != null).at(-1)
    if (!last) continue
    at.querySelector('[data-value]').textContent = say(last)
    at.querySelector('[data-age]').textContent = `${clock(last.at)} · ${minutes(box.now() - last.at)} min ago${entries.some((each) => each.at === last.at) ? ' · kept here' : ''}`
    const level = ringing.find((each) => LEVEL_OF[sign]?.includes(each.rule))?.level.toLowerCase() ?? ''
    if (at.dataset.level !== level) { at.dataset.level = level; at.querySelector('.level')?.remove() }
  }
  // What is due next by the programme is for the clinic to say; after a reading kept here the same span counts again.
  const known = box.known.history.vitals.at(-1), kept = history.vitals.at(-1)
  const due = box.known.due == null ? null : kept && known && kept !== history.vitals[box.known.history.vitals.length - 1] ? kept.at + Math.max(60000, box.known.due - known.at) : box.known.due
  const again = ringing.map((each) => box.known.rules[each.rule].limits.repeat_min).filter(Boolean), measured = history.vitals.filter((each) => each.systolic_mmhg != null).at(-1)
  const soon = again.length && measured ? measured.at + Math.min(...again) * 60000 : Infinity
  for (const at of all('due')) {
    at.hidden = due == null
    if (due == null) continue
    const next = Math.min(due, soon), late = box.now() - next
    at.querySelector('[data-value]').textContent = late > 0 ? `overdue by ${Math.ceil(late / 60000)} min` : `in ${Math.ceil(-late / 60000)} min`
    at.querySelector('[data-age]').textContent = clock(next)
    at.dataset.level = late <= 0 ? '' : late >= box.known.grace ? 'stop' : 'caution'
  }
}
const isAnswered = (entries, rule) => {
  const last = entries.findLastIndex((each) => each.kind !== 'event' || !value(each.fields, 'alarm'))
  return entries.some((each, index) => index > last && value(each.fields, 'alarm') === rule)
}
const alarmOf = (each, answered) => {
  const made = fill(root.querySelector('template[data-alarm]'), { title: `${each.title}${each.value ? `: ${each.value}` : ''}`, because: each.because, act: each.act, also: each.also.map((other) => `${other.title}${other.value ? ` ${other.value}` : ''}. ${other.act}`).join(' ') })
  const isRed = each.level === 'STOP' || each.level === 'URGENT'
  made.dataset.level = isRed ? 'stop' : 'caution'
  made.setAttribute('role', isRed && !answered ? 'alert' : 'status')
  made.querySelector(isRed ? '[data-amber-icon]' : '[data-red-icon]').remove()
  const button = made.querySelector('button')
  if (answered) button.replaceWith('Answered here')
  else button.addEventListener('click', () => keep('event', `${visit}event/`, [['alarm', each.rule]]))
  return made
}

const goAlone = () => { if (!alone) { alone = box.now(); box.remember({ alone }) } }
const goBack = () => { if (alone) { alone = null; box.remember({ alone: null }) } }

/** Put an entry into the outbox, then send it; true when it was handled here and the form need not be sent by the browser. */
const keep = async (kind, action, fields, form = null) => {
  const isSure = isShell || alone || !box.hasJumped() || await Promise.race([box.meet().then((found) => !found), new Promise((done) => setTimeout(done, PATIENCE_MS / 2))])
  const seen = Number(document.querySelector('[data-seen]')?.dataset.seen ?? box.known.seen)
  const entry = await box.put(kind, action, fields, seen, isSure) // a doubtful time is compared with the clinic's before it is sent
  draw()
  setTimeout(draw, HELD_MS + 100) // what has not gone by then is said, and judged here
  const said = await Promise.race([entry.answer, deliver(), new Promise((done) => setTimeout(done, PATIENCE_MS))])
  box.leave(entry.key)
  if (said?.state === 'invalid' && form) {
    await box.drop(entry.order)
    form.elements.key.value = entry.key // nothing was recorded under it; the page comes back with what is wrong at each field
    form.submit()
    return
  }
  if (said?.href) {
    const there = new URL(said.href, location.href), isHere = there.pathname + there.search === location.pathname + location.search
    if (!isHere) return location.assign(there)
    history.replaceState(null, '', there) // the same page, where it is to be looked at; it is read anew only by loading it again
    return location.reload()
  }
  if (form && kind !== 'event') form.reset()
  if (said) tell('live')
  return said
}
const deliver = async () => {
  clearTimeout(timer)
  const result = await box.drain()
  if (result.stopped === 'alone') goAlone()
  else {
    if (isShell && !result.stopped) return box.remember({ alone: null }).then(() => location.reload()) // the visit itself can be opened again
    if (alone && !result.stopped) tell('live')
    if (!result.stopped) goBack()
  }
  stopped = result.stopped === 'alone' ? '' : result.stopped
  if (result.isNews) tell('live')
  if (stopped === 'signed-out') await forgetKeys()
  tries = result.stopped ? tries + 1 : 0
  if (result.stopped) timer = setTimeout(attempt, AGAIN[Math.min(tries - 1, AGAIN.length - 1)])
  await draw()
}
/** See whether the clinic is there, and send what waits. */
const attempt = async () => {
  if (!box || busy) return
  busy = true
  try {
    const found = await box.meet()
    if (found === 'alone') {
      goAlone()
      clearTimeout(timer)
      timer = setTimeout(attempt, AGAIN[Math.min(tries++, AGAIN.length - 1)])
      await draw()
    } else await deliver()
  } finally { busy = false }
}

const offerAll = () => { for (const each of all('all')) each.closest('label').hidden = false }
document.addEventListener('change', ({ target }) => {
  if (target.matches?.('[data-all]')) for (const each of target.closest('form').querySelectorAll('[name=entry]')) each.checked = target.checked
})
document.body.addEventListener('htmx:afterSettle', offerAll)
offerAll()

const taps = new Map()
document.addEventListener('submit', (event) => {
  const form = event.target, kind = form.dataset?.outbox
  if (!kind || !box) return
  const fields = [...new FormData(form, event.submitter)].filter(([name, each]) => typeof each === 'string' && each.trim() && !['csrfmiddlewaretoken', 'key', 'seen'].includes(name))
  const typed = fields.filter(([name]) => name !== 'part')
  if (!typed.length && !isShell) return // the clinic says what is missing
  event.preventDefault()
  event.stopImmediatePropagation()
  const problem = isShell && wrong(kind, fields)
  for (const line of form.querySelectorAll('[data-problem]')) line.textContent = problem || ''
  if (problem) return
  const tapped = kind === 'event' ? JSON.stringify(typed) : ''
  if (tapped && performance.now() - (taps.get(tapped) ?? -Infinity) < TWICE_MS) return // one tap of an unsteady finger
  if (tapped) taps.set(tapped, performance.now())
  form.closest('details.grave')?.removeAttribute('open')
  keep(kind, isShell ? `${visit}${kind}/` : form.action, fields, isShell ? null : form).then((said) => {
    if (said) taps.delete(tapped) // the clinic has it: the next tap is another event
    if (isShell) form.reset()
  }).catch(() => { // this browser keeps nothing, so the form goes the way it goes without scripts
    if (isShell) for (const line of form.querySelectorAll('[data-problem]')) line.textContent = 'This could not be kept on the tablet. Write it on paper, with the time.'
    else { form.dataset.outbox = ''; setTimeout(() => form.requestSubmit(event.submitter)) } // while its first sending is still being heard, a form does not send again
  })
}, true)
const wrong = (kind, fields) => {
  const typed = fields.filter(([name]) => name !== 'part'), high = number(fields, 'systolic_mmhg'), low = number(fields, 'diastolic_mmhg')
  if (!typed.length) return 'Nothing was entered.'
  if (kind === 'adverse' && !(term(fields) && value(fields, 'grade'))) return 'Say what happened, and its grade.'
  if (kind === 'vitals' && (high === null) !== (low === null)) return 'A blood pressure has two numbers; enter both or neither.'
  return high !== null && low >= high ? 'The lower number must be below the upper one; were they swapped?' : ''
}

const start = async () => {
  if (!root || !visit || !window.indexedDB || !crypto.subtle || !navigator.locks) return // the page works as it does without scripts
  navigator.serviceWorker?.register(root.dataset.worker, { scope: '/' }).catch(() => {})
  box = isShell ? await Outbox.remembered(visit) : await Outbox.given(visit, { ...JSON.parse(root.dataset.terms) })
  root.removeAttribute('data-terms') // it holds the key
  if (!box) {
    part('band').textContent = 'This tablet is on its own and no longer holds the key of this visit. Sign in when the network is back; what was kept here is then sent.'
    for (const each of all('needs-key')) each.hidden = true
    addEventListener('online', () => location.reload())
    setInterval(() => fetch(visit, { method: 'HEAD' }).then(() => location.reload(), () => {}), AGAIN.at(-1))
    return
  }
  others = await box.others()
  navigator.storage?.persist?.().catch(() => {})
  if (isShell) {
    alone = box.known.alone ?? box.now()
    for (const each of all('needs-run')) each.hidden = !box.known.may_run
    for (const [name, text] of Object.entries({ who: box.known.who, place: box.known.place, allergies: box.known.allergies || 'none known' })) for (const at of all(name)) at.textContent = text
  }
  document.body.addEventListener('htmx:afterSwap', () => {
    const known = document.getElementById('live-tablet')?.dataset.known
    if (known) box.remember(JSON.parse(known)).then(draw)
  })
  for (const name of ['online', 'live-open', 'live-lost', 'htmx:sendError']) (name === 'online' ? window : document.body).addEventListener(name, () => attempt())
  addEventListener('offline', () => { goAlone(); draw(); clearTimeout(timer); timer = setTimeout(attempt, AGAIN[0]) })
  document.addEventListener('visibilitychange', () => document.hidden || ((alone || stopped) && attempt()))
  part('offer').addEventListener('click', async () => { await box.offerAgain(); deliver() })
  setInterval(draw, 15000) // ages, and what turns with time alone
  await draw()
  root.dataset.ready = ''
  part('list-box').open = isShell && (await box.entries()).length <= FEW
  const isEmpty = !(await box.entries()).length
  if (isShell || !isEmpty) attempt()
  else if (box.known.is_over) await box.forget()
}
start()
