/** What is decided once for all meetings: each policy in words, reminders, blocked senders. */
import type { ReactElement } from 'react'
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
  const words = useWords(policyWords)
  const { pages } = useWords(settingsWords)
  const { data, error, refetch } = useApi('GET /me/settings')
  return (
    <>
      <h2>{pages.answers}</h2>
      {data !== undefined ? (
        <>
          <Policies
            title={words.asGuest}
            names={['newInvitations', 'cancelledComponents', 'organizerChange']}
            settings={data}
          />
          <Policies
            title={words.asOrganizer}
            names={[
              'counterProposals',
              'uninvitedAttendees',
              'forwarding',
              'delegation',
              'guestList',
              'refresh',
            ]}
            settings={data}
          />
          <Reminders settings={data} />
          <Senders addresses={data.unwantedSenders} />
        </>
      ) : error ? (
        <Problem error={error} again={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

type PoliciesProps = {
  readonly title: string
  readonly names: readonly PolicyName[]
  readonly settings: SettingsOf
}

function Policies({ title, names, settings }: PoliciesProps): ReactElement {
  return (
    <section className="card stack settings-policies">
      <h3>{title}</h3>
      {names.map((each) => (
        <OnePolicy key={each} name={each} settings={settings} />
      ))}
    </section>
  )
}

type OnePolicyProps = { readonly name: PolicyName; readonly settings: SettingsOf }

function OnePolicy({ name, settings }: OnePolicyProps): ReactElement {
  const words = useWords(policyWords)
  const set = useSetPolicy(settings)
  const { ask, choices } = words.policies[name]
  const isOwn = settings.policy[name] !== undefined
  return (
    <div className="settings-policy">
      <RadioGroup
        value={String(settings.effectivePolicy[name])}
        onChange={(value) => set({ [name]: value })}
      >
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

/** Changes one's own policy; what is undefined is as the server has it. */
function useSetPolicy({ policy }: SettingsOf): (change: Partial<Policy>) => void {
  const { saved } = useWords(settingsWords)
  const { mutate } = useChange('PATCH /me/settings')
  return (change) => {
    const made = { ...policy, ...change } as Policy
    mutate(
      { body: { policy: made } },
      { onSuccess: () => notify(saved), onError: (error) => notifyProblem(error) },
    )
  }
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

type RemindersProps = { readonly settings: SettingsOf }

function Reminders({ settings }: RemindersProps): ReactElement {
  const words = useWords(policyWords)
  const { locale } = useReader()
  const set = useSetPolicy(settings)
  const alarms = settings.effectivePolicy['defaultAlarms']
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
