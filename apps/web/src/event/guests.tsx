/** Who is invited, what each answered, and what came with the answer. */
import type { ReactElement } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { AnswerTag, Avatar, addressWords, nameOf, statusWords } from '../ui/person.tsx'
import { doingWords } from './doing-words.ts'
import { type EventShown, type Guest, isRoom } from './event.ts'
import { eventWords } from './words.ts'

type GuestsProps = {
  readonly event: EventShown
  /** Undefined: not one's own to decide. */
  readonly onUninvite: ((address: string) => void) | undefined
}

export function Guests({ event, onUninvite }: GuestsProps): ReactElement {
  const words = useWords(eventWords)
  const { organizer, attendees } = event.shown
  const rooms = attendees.filter(isRoom)
  const people = attendees.filter((each) => !isRoom(each))
  const names = new Map(attendees.map((each) => [each.address, nameOf(each)]))
  const list = (of: readonly Guest[]): ReactElement => (
    <ul className="plain-list event-guests">
      {of.map((each) => (
        <GuestLine
          key={each.address}
          guest={each}
          names={names}
          isOrganizer={each.address === organizer?.address}
          onUninvite={each.isMe ? undefined : onUninvite}
        />
      ))}
    </ul>
  )
  return (
    <section className="card event-people">
      {organizer !== undefined && !attendees.some((each) => each.address === organizer.address) && (
        <p className="event-organizer">
          <Avatar name={nameOf(organizer)} />
          <span>
            {nameOf(organizer)}
            <span className="soft event-line">
              {words.organizer}
              {organizer.sentBy !== undefined &&
                `, ${words.sentBy(addressWords(organizer.sentBy))}`}
            </span>
          </span>
        </p>
      )}
      <h2>
        {words.guests} <Count people={people} />
      </h2>
      {people.length === 0 ? <p className="soft">{words.aloneHere}</p> : list(people)}
      {event.guestsHidden === true && people.length > 0 && (
        <p className="soft event-hidden">
          <Icon name="lock" />{' '}
          {event.role === 'organizer' ? words.guestsHiddenByYou : words.guestsHidden}
        </p>
      )}
      {rooms.length > 0 && (
        <>
          <h2>{words.rooms}</h2>
          {list(rooms)}
        </>
      )}
    </section>
  )
}

const counted = ['accepted', 'tentative', 'declined', 'needs-action'] as const

function Count({ people }: { readonly people: readonly Guest[] }): ReactElement {
  const words = useWords(statusWords)
  const parts = counted.flatMap((status) => {
    const count = people.filter((each) => each.status === status).length
    const [first = '', ...rest] = words[status]
    return count === 0 ? [] : [`${count} ${first.toLowerCase()}${rest.join('')}`]
  })
  return <span className="event-count">{parts.join(', ')}</span>
}

type GuestLineProps = {
  readonly guest: Guest
  readonly names: ReadonlyMap<string, string>
  readonly isOrganizer: boolean
  readonly onUninvite: ((address: string) => void) | undefined
}

function GuestLine({ guest, names, isOrganizer, onUninvite }: GuestLineProps): ReactElement {
  const words = useWords(eventWords)
  const { uninvite } = useWords(doingWords)
  const { address, role, status, isMe, asked, delegatedTo, delegatedFrom, sentBy } = guest
  const name = nameOf(guest)
  const known = (of: string): string => names.get(of) ?? addressWords(of)
  const notes = [
    isMe ? words.me : '',
    isOrganizer ? words.organizer : role === 'chair' ? words.chair : '',
    role === 'optional' ? words.optional : role === 'informed' ? words.informed : '',
    !asked && status === 'needs-action' ? words.notAsked : '',
    ...(delegatedTo ?? []).map((each) => words.delegatedTo(known(each))),
    ...(delegatedFrom ?? []).map((each) => words.delegatedFrom(known(each))),
    sentBy === undefined ? '' : words.sentBy(known(sentBy)),
  ].filter((each) => each !== '')
  return (
    <li className="event-guest">
      <Avatar name={name} />
      <div className="event-guest-who">
        <span title={addressWords(address)}>{name}</span>
        <AnswerTag status={status} />
        {notes.length > 0 && <span className="soft event-line">{notes.join(', ')}</span>}
        {guest.comment !== undefined && <q className="event-said">{guest.comment}</q>}
      </div>
      {onUninvite !== undefined && (
        <Button
          className="button quiet event-uninvite"
          aria-label={uninvite(name)}
          onPress={() => onUninvite(address)}
        >
          <Icon name="cross" />
        </Button>
      )}
    </li>
  )
}
