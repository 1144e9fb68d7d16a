/** What is decided once for all meetings: each policy in words, reminders, blocked senders. */
import { type ReactElement, useState } from 'react'
import { Button, Label, Radio, RadioGroup } from 'react-aria-components'
import { type Answer, type Body, call } from '../api/client.ts'
import { refreshAll, useApi, useChange } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { Checkbox } from '../ui/fields.tsx'
import { notify, notifyProblem } from '../ui/notices.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { type PolicyName, policyWords } from './policy-words.ts'
import { settingsWords } from './words.ts'

type SettingsOf = Answer<'GET /me/settings'>
type Policy = NonNullable<Body<'PATCH /me/settings'>['policy']>

export function Answers(): ReactElement {
  const { pages } = useWords(settingsWords)
  const { data, error, refetch } = useApi('GET /me/settings')
  return (
    <>
      <h2>{pages.answers}</h2>
      {data !== undefined ? (
        <AllAnswers settings={data} />
      ) : error ? (
        <Problem error={error} again={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

const asGuest = ['newInvitations', 'cancelledComponents', 'organizerChange'] as const
const asOrganizer = [
  ...(['counterProposals', 'uninvitedAttendees', 'forwarding'] as const),
  ...(['delegation', 'guestList', 'refresh'] as const),
] as const

function AllAnswers({ settings }: { readonly settings: SettingsOf }): ReactElement {
  const words = useWords(policyWords)
  const policies = usePolicies(settings)
  return (
    <>
      <Policies title={words.asGuest} names={asGuest} policies={policies} />
      <Policies title={words.asOrganizer} names={asOrganizer} policies={policies} />
      <Reminders policies={policies} />
      <Senders addresses={settings.unwantedSenders} />
    </>
  )
}

type PoliciesProps = {
  readonly title: string
  readonly names: readonly PolicyName[]
  readonly policies: PoliciesOf
}

function Policies({ title, names, policies }: PoliciesProps): ReactElement {
  return (
    <section className="card stack settings-policies">
      <h3>{title}</h3>
      {names.map((each) => (
        <OnePolicy key={each} name={each} policies={policies} />
      ))}
    </section>
  )
}

type OnePolicyProps = { readonly name: PolicyName; readonly policies: PoliciesOf }

function OnePolicy({ name, policies }: OnePolicyProps): ReactElement {
  const words = useWords(policyWords)
  const { own, effective, set } = policies
  const { ask, choices } = words.policies[name]
  const isOwn = own[name] !== undefined
  return (
    <div className="settings-policy">
      <RadioGroup value={String(effective[name])} onChange={(value) => set({ [name]: value })}>
        <Label className="settings-ask">{ask}&nbsp;…</Label>
        {Object.entries(choices).map(([value, said]) => (
          <Radio key={value} value={value} className="settings-choice">
            <span className="settings-dot" aria-hidden="true" />
            <span>… {said}</span>
          </Radio>
        ))}
      </RadioGroup>
      {isOwn ? (
        <Button
          className="button quiet settings-back"
          aria-label={`${words.useServer}: ${ask}`}
          onPress={() => set({ [name]: undefined })}
        >
          {words.useServer}
        </Button>
      ) : (
        <span className="hint">{words.serverSays}</span>
      )}
    </div>
  )
}

type PoliciesOf = {
  readonly own: SettingsOf['policy']
  readonly effective: SettingsOf['effectivePolicy']
  /** What is undefined is as the server has it. */
  readonly set: (change: Partial<Policy>) => void
}

/** With what is on its way to the server: it is saved whole, and one change must not undo another. */
function usePolicies({ policy, effectivePolicy }: SettingsOf): PoliciesOf {
  const { saved } = useWords(settingsWords)
  const { mutate } = useChange('PATCH /me/settings', { isSerial: true })
  const [changed, setChanged] = useState<Partial<Policy>>({})
  const own = { ...policy, ...changed }
  const set = (change: Partial<Policy>): void => {
    setChanged({ ...changed, ...change })
    const body = { policy: { ...own, ...change } as Policy }
    // Told of the last change alone.
    mutate(
      { body },
      {
        onSuccess: () => notify(saved),
        onError: (error) => notifyProblem(error),
        onSettled: () => setChanged({}),
      },
    )
  }
  const chosen = Object.entries(changed).filter(([, value]) => value !== undefined)
  return { own, effective: { ...effectivePolicy, ...Object.fromEntries(chosen) }, set }
}

const triggers = [
  { trigger: 'PT0S' },
  { trigger: '-PT5M', unit: 'minute', count: 5 },
  { trigger: '-PT10M', unit: 'minute', count: 10 },
  { trigger: '-PT15M', unit: 'minute', count: 15 },
  { trigger: '-PT30M', unit: 'minute', count: 30 },
  { trigger: '-PT1H', unit: 'hour', count: 1 },
  { trigger: '-P1D', unit: 'day', count: 1 },
  { trigger: '-P1W', unit: 'week', count: 1 },
] as const

type RemindersProps = { readonly policies: PoliciesOf }

function Reminders({ policies: { effective, set } }: RemindersProps): ReactElement {
  const words = useWords(policyWords)
  const { locale } = useReader()
  const alarms = effective['defaultAlarms']
  const held: readonly string[] = Array.isArray(alarms) ? alarms.map(String) : []
  const others = held.filter((each) => !triggers.some(({ trigger }) => trigger === each))
  const said = (of: (typeof triggers)[number]): string => {
    if (!('unit' in of)) return words.atStart
    const length = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: of.unit,
      unitDisplay: 'long',
    })
    return words.before(length.format(of.count))
  }
  const change = (trigger: string, on: boolean): void => {
    const left = held.filter((each) => each !== trigger)
    set({ defaultAlarms: on ? [...left, trigger] : left })
  }
  return (
    <section className="card stack">
      <h3>{words.reminders}</h3>
      <p className="soft">{words.remindersLead}</p>
      <div className="settings-reminders">
        {[...triggers, ...others.map((trigger) => ({ trigger, said: trigger }))].map((each) => (
          <Checkbox
            key={each.trigger}
            isSelected={held.includes(each.trigger)}
            onChange={(on) => change(each.trigger, on)}
          >
            {'said' in each ? each.said : said(each)}
          </Checkbox>
        ))}
      </div>
    </section>
  )
}

type SendersProps = { readonly addresses: readonly string[] }

function Senders({ addresses }: SendersProps): ReactElement {
  const words = useWords(policyWords)
  const allow = async (address: string): Promise<void> => {
    try {
      await call('DELETE /me/unwanted-senders/:address', { params: { address } })
      refreshAll()
      notify(words.allowed(address))
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <section className="card stack">
      <h3>{words.senders}</h3>
      <p className="soft">{addresses.length === 0 ? words.noSenders : words.sendersLead}</p>
      {addresses.length > 0 && (
        <ul className="plain-list settings-rows">
          {addresses.map((each) => (
            <li key={each}>
              <span>{each}</span>
              <Button
                className="button"
                aria-label={`${words.allowAgain}: ${each}`}
                onPress={() => void allow(each)}
              >
                {words.allowAgain}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
