// Judges a session on the tablet by the numbers the clinic's rules judge by. Pure: what is known, and the time, in; one verdict a rule out.
// It says CLEAR also where the rules leave a note. tests/journeys/test_judgement.py holds it against the rules themselves.
const ORDER = ['CLEAR', 'CAUTION', 'UNKNOWN', 'HOLD', 'STOP', 'URGENT']
const rank = (level) => ORDER.indexOf(level)
const MINUTE = 60000
const END_ORGAN = ['chest pain', 'breathless', 'weakness or slurred speech', 'severe headache', 'visual loss']
const WORDS = { pulse: ['tachycard', 'bradycard', 'arrhythm', 'heart rate', 'pulse', 'palpitation'] }
const plain = (word) => word.replace(/[_-]/g, ' ').toLowerCase().split(/\s+/).filter(Boolean).join(' ')
const say = (level, because = '', value = '') => ({ level, because, value })

const scene = (history, now) => ({
  now,
  started: history.started,
  vitals: (...names) => history.vitals.filter((each) => names.every((name) => each[name] != null)),
  states: (name) => history.states.filter((each) => each[name] != null),
  events: (...words) => history.events.filter((each) => words.includes(plain(each.event))),
  entered: (words, since) => history.adverse.some((each) => each.at >= since - 10 * MINUTE && words.some((word) => plain(each.term).includes(word))),
  cadss: history.cadss,
})
const watch = (s, limits, series, name, judgeLast) => {
  if (!series.length) return say('UNKNOWN', `No ${name} yet.`)
  const found = judgeLast(series), last = series.at(-1)
  const isOld = s.now > last.at + limits.max_age_min * MINUTE
  return isOld && rank(found.level) < rank('UNKNOWN') ? say('UNKNOWN', `No ${name} for ${Math.floor((s.now - last.at) / MINUTE)} min.`) : found
}
const looked = (s, limits) => {
  const latest = Math.max(...[...s.vitals(), ...s.states('moaas'), ...s.states('distress_0_10')].map((each) => each.at))
  return latest >= s.now - limits.max_age_min * MINUTE ? say('CLEAR') : say('UNKNOWN', 'Nobody has looked at the patient lately.')
}
const emergency = (s, limits, words) => {
  const last = s.events(...words).at(-1)
  if (!last) return looked(s, limits)
  const isOver = s.events('emergency over').some((each) => each.at >= last.at && each !== last)
  return isOver ? say('HOLD', `There was ${last.event}; it is over.`) : say('URGENT', `${last.event}.`, last.event)
}
const pressure = (each) => `${each.systolic_mmhg}/${each.diastolic_mmhg}`
const symptoms = (s, limits, seen) => [...(seen.symptoms ?? []), ...s.events(...END_ORGAN).filter((each) => Math.abs(each.at - seen.at) <= limits.symptom_min * MINUTE).map((each) => each.event)]
const isHigh = (each, limits) => each.systolic_mmhg >= limits.systolic_mmhg || each.diastolic_mmhg >= limits.diastolic_mmhg
const onPressure = (judgeLast) => (s, limits) => watch(s, limits, s.vitals('systolic_mmhg'), 'blood pressure', (series) => judgeLast(s, limits, series))

const RULES = {
  'MON-A1': onPressure((s, limits, series) => say(isHigh(series.at(-1), limits) ? 'CAUTION' : 'CLEAR', `Blood pressure ${pressure(series.at(-1))}.`, pressure(series.at(-1)))),
  'MON-A2': (s, limits) => {
    const base = s.vitals('systolic_mmhg').filter((each) => s.started == null || each.at <= s.started).at(-1)
    if (!base) return say('UNKNOWN', 'No blood pressure before the dose.')
    return onPressure((_, __, series) => {
      const last = series.at(-1), up = last.systolic_mmhg - base.systolic_mmhg, low = last.diastolic_mmhg - base.diastolic_mmhg
      return say(up >= limits.systolic_mmhg || low >= limits.diastolic_mmhg ? 'CAUTION' : 'CLEAR', `${pressure(last)} from a baseline of ${pressure(base)}.`, `+${up}/+${low}`)
    })(s, limits)
  },
  'MON-A3': onPressure((s, limits, series) => {
    const last = series.at(-1), shown = pressure(last), seen = symptoms(s, limits, last)
    if (!isHigh(last, limits)) return say('CLEAR')
    const before = series.at(-2), isConfirmed = before && before.at < last.at && isHigh(before, limits) // one moment confirms nothing
    return isConfirmed || seen.length ? say('STOP', `Blood pressure ${shown}${isConfirmed ? `, and ${pressure(before)} before it` : `, with ${seen.join(', ')}`}.`, shown)
      : say('CAUTION', `Blood pressure ${shown}, once; a second such reading is red.`, shown)
  }),
  'MON-A4': onPressure((s, limits, series) => {
    const last = series.at(-1), seen = symptoms(s, limits, last)
    return seen.length ? say(isHigh(last, limits) ? 'URGENT' : 'CAUTION', `Blood pressure ${pressure(last)} with ${seen.join(', ')}.`, pressure(last)) : say('CLEAR')
  }),
  'MON-A5': (s, limits) => {
    const irregular = s.events('irregular pulse').at(-1)
    if (irregular && !s.entered(WORDS.pulse, irregular.at)) return say('STOP', 'Irregular pulse.', 'irregular')
    return watch(s, limits, s.vitals('heart_rate_per_min'), 'heart rate', (series) => {
      const rate = series.at(-1).heart_rate_per_min
      return say(rate < limits.low || rate > limits.high ? 'STOP' : 'CLEAR', `Heart rate ${rate}.`, `${rate}`)
    })
  },
  'MON-A6': (s, limits) => watch(s, limits, s.vitals('spo2_percent'), 'oxygen saturation', (series) => {
    const value = series.at(-1).spo2_percent
    return say(value >= limits.amber ? 'CLEAR' : value < limits.emergency ? 'URGENT' : value < limits.red ? 'STOP' : 'CAUTION', `Oxygen saturation ${value} %.`, `${value} %`)
  }),
  'MON-A7': (s, limits) => {
    const counted = watch(s, limits, s.vitals('respiratory_rate_per_min'), 'respiratory rate', (series) => {
      const rate = series.at(-1).respiratory_rate_per_min
      return say(rate >= limits.low ? 'CLEAR' : rate <= limits.none ? 'URGENT' : 'STOP', `Respiratory rate ${rate}.`, `${rate}`)
    })
    if (!s.events('apnoea').length) return counted
    const called = emergency(s, limits, ['apnoea'])
    return rank(called.level) >= rank(counted.level) ? called : counted
  },
  'MON-A8': (s, limits) => watch(s, limits, s.states('moaas'), 'wakefulness', (series) => {
    const value = series.at(-1).moaas
    return say(value > limits.amber ? 'CLEAR' : value <= limits.emergency ? 'URGENT' : value <= limits.red ? 'STOP' : 'CAUTION', `MOAA/S ${value}.`, `${value}`)
  }),
  'MON-A9': (s, limits) => {
    const rated = [...s.states('distress_0_10').map((each) => ({ at: each.at, name: 'Distress', value: each.distress_0_10, isHigh: each.distress_0_10 >= limits.distress })),
      ...s.cadss.map((each) => ({ at: each.at, name: 'CADSS-6', value: each.total, isHigh: each.total > limits.cadss6 }))].sort((a, b) => a.at - b.at)
    return watch(s, limits, rated, 'distress', (series) => {
      const { name, value, isHigh: high } = series.at(-1)
      return value == null ? say('UNKNOWN', `${name} not complete.`) : say(high ? 'CAUTION' : 'CLEAR', `${name} ${value}.`, `${value}`)
    })
  },
  'MON-A10': (s, limits) => {
    const seen = s.events('vomiting'), last = seen.at(-1)
    if (!last) return looked(s, limits)
    const settled = s.states('nausea_0_10').filter((each) => each.at > last.at).at(-1), isMuch = seen.length >= limits.ends_at
    if (settled && settled.nausea_0_10 <= limits.settled) return say(isMuch ? 'HOLD' : 'CLEAR', `Vomited ${seen.length} times; nausea has settled.`)
    return say(isMuch ? 'STOP' : 'CAUTION', `Vomited ${seen.length === 1 ? 'once' : `${seen.length} times`}.`, `${seen.length}`)
  },
  'MON-A11': (s, limits) => {
    const called = s.events('agitation', 'panic')
    if (!called.length) return looked(s, limits)
    const calm = Math.max(...[...s.events('calm'), ...s.states('distress_0_10').filter((each) => each.distress_0_10 <= limits.settled)].map((each) => each.at))
    const first = called.find((each) => each.at >= calm)
    return first ? say(s.now >= first.at + limits.minutes * MINUTE ? 'STOP' : 'CAUTION', `${first.event}, not settled.`, first.event) : say('CLEAR')
  },
  'MON-A12': (s, limits) => emergency(s, limits, ['seizure']),
  'MON-A13': (s, limits) => emergency(s, limits, ['laryngospasm', 'stridor']),
  'MON-A14': (s, limits) => emergency(s, limits, ['anaphylaxis']),
}

/** One verdict for each rule: { rule, level, title, because, value, act }. `rules` and `history` are what the clinic sent along; `now` in ms. */
export const judge = (rules, history, now) => Object.entries(rules).map(([rule, { title, limits, acts }]) => {
  const found = RULES[rule](scene(history, now), limits)
  return { rule, title, act: acts[found.level] ?? '', ...found }
})

const PRESSURE = ['MON-A1', 'MON-A2', 'MON-A3', 'MON-A4']
const grave = (rule) => (rule === 'MON-A2' ? 0 : Number(rule.slice(5)))
/** What rings, worst first, one alarm a sign with the others of that sign in `also`. What is not known asks for vitals and rings nothing. */
export const alarms = (rules, history, now) => {
  const ringing = judge(rules, history, now).filter((each) => each.level !== 'CLEAR' && each.level !== 'UNKNOWN')
    .sort((a, b) => rank(b.level) - rank(a.level) || grave(b.rule) - grave(a.rule))
  const first = new Map()
  for (const each of ringing) {
    const sign = PRESSURE.includes(each.rule) ? 'pressure' : each.rule
    first.has(sign) ? first.get(sign).also.push(each) : first.set(sign, { ...each, also: [] })
  }
  return [...first.values()]
}
