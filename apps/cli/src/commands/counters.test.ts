import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eventText, guests, ran, temporaryFolder } from '../testing.ts'

const folder = temporaryFolder()
after(folder.remove)

const addresses = {
  anna: 'anna@north.example',
  ben: 'ben@south.example',
  carla: 'carla@south.example',
}
type Name = keyof typeof addresses
const uid = 'planning@north.example'

/** A stage of its own: Anna has invited Ben and Carla for Tuesday 10:00 in Berlin. */
async function stage(name: string) {
  const calendar = (who: Name): string => join(folder.path, name, who)
  const play = (who: Name, ...line: readonly string[]) =>
    ran([...line, '--calendar', calendar(who), '--as', addresses[who], '--json'])
  const known = (who: Name): readonly string[] => ['--person', `${addresses[who]}=${calendar(who)}`]
  for (const who of ['anna', 'ben', 'carla'] as const) {
    mkdirSync(join(calendar(who), 'outbox'), { recursive: true })
  }
  const held = join(folder.path, name, 'planning.ics')
  const sent = join(folder.path, name, 'request.ics')
  writeFileSync(held, eventText({ uid, more: guests }))
  writeFileSync(sent, eventText({ uid, method: 'REQUEST', more: guests }))
  assert.equal((await play('anna', 'save', held, '--silent')).code, 0)
  for (const who of ['ben', 'carla'] as const) {
    assert.equal((await play(who, 'receive', sent, '--from', addresses.anna)).code, 0)
  }
  /** The last mail that someone wrote. */
  const mailOf = (who: Name): string => {
    const names = readdirSync(join(calendar(who), 'outbox')).sort()
    return join(calendar(who), 'outbox', names.at(-1) ?? assert.fail('no mail'))
  }
  return { calendar, play, known, mailOf }
}

/** Wednesday 4 March, 9 to 10 in Berlin. */
const engaged = eventText({ uid: 'engaged' })
  .replace('20260303T090000Z', '20260304T080000Z')
  .replace('20260303T100000Z', '20260304T090000Z')

describe('parley counter --free', () => {
  const wednesday = ['--start', '2026-03-04', '--days', '1', '--hours', '9-17']

  it('proposes the best time that is free for all whose calendars are known', async () => {
    const { calendar, play, known, mailOf } = await stage('free')
    writeFileSync(join(calendar('anna'), 'engaged.ics'), engaged)
    const { code, err } = await play(
      'ben',
      'counter',
      uid,
      '--free',
      ...wednesday,
      ...known('anna'),
    )
    assert.equal(code, 0, err)
    assert.equal((await play('anna', 'receive', mailOf('ben'))).code, 0)
    const { out } = await play('anna', 'compare-counters', uid, ...known('ben'))
    const { from, free, instances } = JSON.parse(out)
    assert.equal(from, addresses.ben)
    assert.equal(free, false)
    assert.equal(instances[0].proposed.start, '2026-03-04T09:00:00Z')
    assert.equal(instances[0].proposed.verdict, 'unknown')
  })

  it('says so when there is no such time, and changes nothing', async () => {
    const { calendar, play } = await stage('none')
    const allDay = engaged.replace('20260304T080000Z', '20260303T230000Z')
    writeFileSync(join(calendar('ben'), 'engaged.ics'), allDay.replace('T090000Z', 'T230000Z'))
    const { code, err } = await play('ben', 'counter', uid, '--free', ...wednesday)
    assert.equal(code, 2)
    assert.match(err, /no time that is free for all/)
    assert.deepEqual(readdirSync(join(calendar('ben'), 'outbox')), [])
  })
})

describe('parley compare-counters', () => {
  it('lays proposals side by side, the best first, with what else they would change', async () => {
    const { calendar, play, known, mailOf } = await stage('compare')
    writeFileSync(join(calendar('carla'), 'engaged.ics'), engaged)
    await play('ben', 'counter', uid, '--start', '2026-03-04T08:00Z', '--location', 'Den')
    await play('anna', 'receive', mailOf('ben'))
    await play('carla', 'counter', uid, '--start', '2026-03-04T10:00Z')
    await play('anna', 'receive', mailOf('carla'))
    const people = [...known('ben'), ...known('carla')]
    const { out } = await play('anna', 'compare-counters', uid, ...people)
    const judged = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      judged.map(({ from, free, otherProperties }) => [from, free, otherProperties]),
      [
        [addresses.carla, true, []],
        [addresses.ben, false, ['LOCATION']],
      ],
    )
  })

  it('says so when none waits', async () => {
    const { play } = await stage('nothing')
    const { code, err } = await play('anna', 'compare-counters', uid)
    assert.equal(code, 2)
    assert.match(err, /no counter-proposal waits/)
  })
})

describe('parley receive under the policy accept-if-free', () => {
  const policy = join(folder.path, 'policy.json')
  writeFileSync(policy, '{ "counterProposals": "accept-if-free" }')

  async function countered(name: string, knows: readonly Name[], start = '2026-03-04T10:00Z') {
    const { calendar, play, known, mailOf } = await stage(name)
    writeFileSync(join(calendar('carla'), 'engaged.ics'), engaged)
    await play('ben', 'counter', uid, '--start', start)
    const people = knows.flatMap(known)
    const { out } = await play('anna', 'receive', mailOf('ben'), '--policy', policy, ...people)
    return JSON.parse(out)
  }
  const requirements = (answer: { explanation: { requirement: string }[] }): readonly string[] =>
    answer.explanation.map((each) => each.requirement)

  it('accepts a proposal at which everyone is known to be free, and asks nobody', async () => {
    const answer = await countered('accepted', ['ben', 'carla'])
    assert.ok(requirements(answer).includes('5546/3.2.7/accepted-by-reschedule'))
    assert.deepEqual(
      answer.mails.map((each: { method: string }) => each.method),
      ['REQUEST'],
    )
    assert.ok(answer.effects.every((each: { kind: string }) => each.kind !== 'ask'))
  })

  it('asks where someone is busy, or is not known', async () => {
    for (const answer of [
      await countered('busy', ['ben', 'carla'], '2026-03-04T08:00Z'),
      await countered('unknown', ['ben']),
    ]) {
      assert.ok(requirements(answer).includes('5546/3.2.7/counter-awaits-organizer'))
      assert.deepEqual(answer.mails, [])
      assert.ok(answer.effects.some((each: { kind: string }) => each.kind === 'ask'))
    }
  })
})
