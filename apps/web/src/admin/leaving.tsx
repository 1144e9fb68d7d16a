/** What is done when someone leaves: meetings handed over, the account disabled, then removed. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useLocation } from 'wouter'
import { useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
import { folderOf, type Principal } from './kinds.ts'
import { peopleWords } from './people-words.ts'
import { TransferDialog } from './transfer.tsx'

type LeavingProps = { readonly principal: Principal }

export function Leaving({ principal }: LeavingProps): ReactElement | undefined {
  const words = useWords(peopleWords)
  const me = useMe()
  const [asked, setAsked] = useState<'transfer' | 'remove'>()
  const { mutate, error, isPending } = useChange('PATCH /admin/principals/:name')
  const { name, displayName, disabled, kind } = principal
  const isSelf = name === me.name
  const turn = (): void =>
    mutate(
      { params: { name }, body: { disabled: !disabled } },
      {
        onSuccess: () =>
          notify(disabled ? words.enabled(displayName) : words.wasDisabled(displayName)),
      },
    )
  return (
    <section className="card stack">
      <h2>{words.leaving}</h2>
      {kind === 'user' && (
        <div className="admin-step">
          <p>{words.transferHint}</p>
          <Button className="button" onPress={() => setAsked('transfer')}>
            <Icon name="swap" /> {words.transfer}
          </Button>
        </div>
      )}
      {isSelf ? (
        <p className="soft">{words.notYourself}</p>
      ) : (
        <>
          <div className="admin-step">
            <p>{disabled ? words.enableHint : words.disableHint[kind]}</p>
            <Button className="button" isPending={isPending} onPress={turn}>
              <Icon name="lock" /> {disabled ? words.enable : words.disable}
            </Button>
          </div>
          <div className="admin-step">
            <p>{words.removeHint}</p>
            <Button className="button danger" onPress={() => setAsked('remove')}>
              <Icon name="trash" /> {words.remove}
            </Button>
          </div>
        </>
      )}
      {error !== null && <Problem error={error} />}
      {asked === 'transfer' && (
        <TransferDialog principal={principal} onClose={() => setAsked(undefined)} />
      )}
      {asked === 'remove' && (
        <RemoveDialog principal={principal} onClose={() => setAsked(undefined)} />
      )}
    </section>
  )
}

type DialogProps = LeavingProps & { readonly onClose: () => void }

function RemoveDialog({ principal, onClose }: DialogProps): ReactElement {
  const words = useWords(peopleWords)
  const [, go] = useLocation()
  const [sure, setSure] = useState(false)
  const { name, displayName, kind } = principal
  const { data } = useApi('GET /admin/principals/:name/meetings', { params: { name } })
  const { mutate, error, isPending } = useChange('DELETE /admin/principals/:name')
  const remove = (): void =>
    mutate(
      { params: { name }, query: { confirm: 'true' } },
      {
        onSuccess: () => {
          notify(words.removed(displayName))
          go(`/${folderOf[kind]}`, { replace: true })
        },
      },
    )
  return (
    <Dialog title={words.removeTitle(displayName)} isOpen onClose={onClose}>
      <p>{words.removeConsequence}</p>
      {data !== undefined && data.meetings > 0 && (
        <p className="admin-warning">
          <Icon name="warning" /> {words.meetingsLost(data.meetings, data.guests)}
        </p>
      )}
      <Checkbox isSelected={sure} onChange={setSure}>
        {words.sure}
      </Checkbox>
      {error !== null && <Problem error={error} />}
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button className="button danger" isDisabled={!sure} isPending={isPending} onPress={remove}>
          {words.removeForGood}
        </Button>
      </div>
    </Dialog>
  )
}
