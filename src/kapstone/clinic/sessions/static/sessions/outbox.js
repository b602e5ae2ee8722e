// Keeps the entries of one visit on this tablet, sealed, until the clinic has taken them: each once, in order.
// In the clear lie only: whose and which visit's an entry is (identifiers), its number and its state. See docs/adr for what the seal protects.
const NAME = 'kapstone-outbox', WITHIN_MS = 15000
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const asked = (request) => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = () => fail(request.error) })
let opened = null
const database = () => opened ??= new Promise((done, fail) => {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('entries', { keyPath: 'order', autoIncrement: true }).createIndex('owner', 'owner')
    request.result.createObjectStore('keys', { keyPath: 'owner' })
    request.result.createObjectStore('known', { keyPath: 'owner' })
  }
  request.onsuccess = () => { request.result.onclose = () => { opened = null }; done(request.result) }
  request.onerror = () => { opened = null; fail(request.error) }
})
const written = async (store, act) => {
  const change = (await database()).transaction(store, 'readwrite', { durability: 'strict' })
  const whole = new Promise((done, fail) => { change.oncomplete = done; change.onabort = change.onerror = () => fail(change.error) })
  const result = act(change.objectStore(store))
  await whole
  return result.result
}
const read = async (store, act) => asked(act((await database()).transaction(store).objectStore(store)))

/** Forget the keys of everybody but this person: entries stay, and open again when the clinic gives the key to whoever made them. */
export const forgetKeys = async (person = '') => {
  for (const { owner } of await read('keys', (store) => store.getAll())) {
    if (!person || !owner.startsWith(person)) for (const store of ['keys', 'known']) await written(store, (each) => each.delete(owner))
  }
}

export class Outbox {
  #key
  #heard = { date: Date.now(), ran: performance.now() }
  #waits = new Map()
  constructor(visit, person, key, known) {
    Object.assign(this, { visit, person, owner: `${person}|${visit}`, known, offset: known.offset })
    this.#key = key
  }

  /** From what the clinic has just sent along. The raw key is not kept, only a key that cannot be read out again. */
  static async given(visit, terms) {
    const key = await crypto.subtle.importKey('raw', bytes(terms.key), 'AES-GCM', false, ['encrypt', 'decrypt'])
    const known = { ...terms, offset: terms.now - Date.now() }
    delete known.key
    const box = new Outbox(visit, terms.person, key, known)
    await forgetKeys(terms.person)
    await written('keys', (store) => store.put({ owner: box.owner, visit, key, used: Date.now() }))
    await box.remember(known)
    return box
  }

  /** Without network: from what this tablet knew of the visit, if nobody has signed out since. */
  static async remembered(visit) {
    const found = (await read('keys', (store) => store.getAll())).filter((each) => each.visit === visit).sort((a, b) => b.used - a.used)[0]
    const sealed = found && await read('known', (store) => store.get(found.owner))
    if (!sealed) return null
    const box = new Outbox(visit, found.owner.split('|')[0], found.key, { offset: 0 })
    const known = await box.#unseal(sealed, 'known')
    box.known = known
    box.offset = known.offset
    return box
  }

  /** The time by the clinic's clock, whatever this tablet's clock says. */
  now() { return Date.now() + this.offset }

  /** Whether this tablet's clock was set, or slept, since the clinic was last heard. */
  hasJumped() { return Math.abs(Date.now() - this.#heard.date - (performance.now() - this.#heard.ran)) > 30000 }

  /** Learn from an answer that left the clinic at `now` while this tablet waited since `asked`, by the clock that nobody sets. */
  hear(now, asked = performance.now()) {
    this.#heard = { date: Date.now(), ran: performance.now() }
    this.offset = now + (this.#heard.ran - asked) / 2 - this.#heard.date
  }

  async remember(known) {
    if (known.now > this.now()) this.hear(known.now) // what the clinic has shown was before now: no answer to it comes earlier
    Object.assign(this.known, known, { offset: this.offset })
    const sealed = await this.#sealed({ owner: this.owner }, this.known, 'known')
    await written('known', sealed).catch(() => {}) // a full disk is not a lost network; only loading again alone needs it
  }

  /** Keep one entry for good; it is on the disk when this returns. Somebody who `waits` at its form is given `answer`, whichever sending it goes with. */
  async put(kind, action, fields, seen, waits) {
    const key = crypto.randomUUID(), at = this.now()
    const answer = new Promise((done) => { if (waits) this.#waits.set(key, done) })
    const entry = { key, kind, action, fields, at, device: Date.now(), offset: this.offset, seen }
    const order = await written('entries', await this.#sealed({ owner: this.owner, state: 'waiting' }, entry, 'entry'))
    return { ...entry, order, answer }
  }

  /** All entries of this visit and person on this tablet, in order. */
  async entries() {
    const rows = await read('entries', (store) => store.index('owner').getAll(this.owner))
    return Promise.all(rows.map(async (row) => ({ ...await this.#unseal(row, 'entry'), order: row.order, state: row.state, why: row.why ?? '' })))
  }

  /** How many entries of others, or of other visits, lie here sealed. */
  async others() {
    return (await read('entries', (store) => store.getAll())).filter((row) => row.owner !== this.owner).length
  }

  async #mark(order, state, why) {
    const row = await read('entries', (store) => store.get(order))
    await written('entries', (store) => store.put({ ...row, state, why }))
  }

  /** The visit is over and nothing waits: nothing of it stays. */
  async forget() { for (const store of ['keys', 'known']) await written(store, (each) => each.delete(this.owner)) }

  /** Whoever waited at the form of this entry waits no more. */
  leave(key) { this.#waits.delete(key) }

  drop(order) { return written('entries', (store) => store.delete(order)) }

  /** Entries the clinic would not take are offered to it again. */
  async offerAgain() {
    for (const { order, state } of await this.entries()) if (state === 'review') await this.#mark(order, 'waiting', '')
  }

  /** Ask the clinic for fresh terms. Throws a Response when it refuses, a TypeError when it cannot be reached. */
  async renew() {
    const asked = performance.now()
    const answer = await fetch(`${this.visit}tablet/`, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(WITHIN_MS), redirect: 'manual' })
    if (!answer.ok) throw answer
    const { key, ...terms } = await answer.json()
    if (terms.person !== this.person) throw new Response(null, { status: 401 })
    this.hear(terms.now, asked)
    await this.remember(terms)
  }

  /** Renew, and say what stands in the way: '' nothing. */
  async meet() {
    try { await this.renew() } catch (refusal) {
      if (!(refusal instanceof Response) || refusal.status >= 500) return 'alone'
      return refusal.status === 401 || refusal.type === 'opaqueredirect' ? 'signed-out' : 'refused'
    }
    return ''
  }

  /**
   * Send what waits, oldest first, and stop at the first that cannot be sent. One window of this tablet sends at a time.
   * Gives { stopped: '' | 'alone' | 'signed-out' | 'refused', isNews: whether something was sent that nobody waits for }.
   */
  drain() {
    return navigator.locks.request(`${NAME} ${this.owner}`, async () => {
      const sent = { stopped: '', isNews: false }
      const waiting = (await this.entries()).filter((each) => each.state === 'waiting')
      // What has lain here a while is sent only after the clocks were compared again: this tablet's may have been set meanwhile.
      if (waiting.length && !this.#waits.has(waiting[0].key)) sent.stopped = await this.meet()
      for (const entry of waiting) {
        if (sent.stopped) break
        const isFresh = this.#waits.has(entry.key)
        sent.stopped = await this.#offer(entry, isFresh)
        sent.isNews ||= !sent.stopped && !isFresh
      }
      return sent
    })
  }

  async #offer(entry, isFresh) {
    for (const isSecond of [false, true]) {
      let answer, asked
      try {
        asked = performance.now()
        answer = await this.#post(entry, isFresh)
      } catch { return 'alone' }
      if (answer.status === 401 || answer.type === 'opaqueredirect') return 'signed-out'
      if (answer.status >= 500 || answer.status === 429) return 'alone'
      if (answer.status === 403) {
        if (isSecond) break // the visit is open to this person, but not this kind of entry: it stays here, and does not hold up the rest
        const stopped = await this.meet()
        if (stopped) return stopped
        continue
      }
      const said = await answer.json().catch(() => ({}))
      if (said.now) this.hear(said.now, asked)
      // What is impossible stays until its form has it back; nobody waiting there, it is sent again as it is and kept for a person.
      if (said.state && said.state !== 'invalid') await this.drop(entry.order)
      else if (!said.state) await this.#mark(entry.order, 'review', said.sentence ?? `The clinic answered ${answer.status}.`)
      this.#waits.get(entry.key)?.(said)
      return ''
    }
    await this.#mark(entry.order, 'review', 'The clinic does not take this from you.')
    return ''
  }

  #post(entry, isFresh) {
    const body = new URLSearchParams(entry.fields)
    body.set('key', entry.key)
    body.set('outbox_at', new Date(entry.at).toISOString())
    body.set('outbox_device_at', new Date(entry.device).toISOString())
    body.set('outbox_seen', entry.seen ?? 0)
    body.set('outbox_drift_s', Math.round((this.offset - entry.offset) / 1000))
    if (isFresh) body.set('outbox_fresh', '1')
    const headers = { Accept: 'application/json', 'X-CSRFToken': this.known.csrf }
    return fetch(entry.action, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(WITHIN_MS) })
  }

  async #sealed(row, said, use) {
    const iv = crypto.getRandomValues(new Uint8Array(12)), additionalData = new TextEncoder().encode(`${use} ${this.owner}`)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, this.#key, new TextEncoder().encode(JSON.stringify(said)))
    return (store) => store.put({ ...row, iv, sealed })
  }

  async #unseal({ iv, sealed }, use) {
    const additionalData = new TextEncoder().encode(`${use} ${this.owner}`)
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, this.#key, sealed)))
  }
}
