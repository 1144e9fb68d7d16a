/** What the Organizer may do: edit, call off, ask again, uninvite. */
import { type ReactElement, useEffect } from 'react'
import { Button } from 'react-aria-components'
import { Link, useLocation } from 'wouter'
import { call } from '../api/client.ts'
import { useWords } from '../app/languages.ts'
import { type Asked, useConsequences } from '../consequences/consequences.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/notices.tsx'
import { nameOf } from '../ui/person.tsx'
import { doingWords } from './doing-words.ts'
import { type EventShown, keyShown } from './event.ts'

type OrganizerPartProps = {
  readonly event: EventShown
  readonly title: string
  /** Whom to uninvite; asked about as soon as it is set. */
  readonly uninvite: string | undefined
  readonly onUninvited: () => void
}

export function OrganizerPart(props: OrganizerPartProps): ReactElement {
  const { event, title, uninvite, onUninvited } = props
  const words = useWords(doingWords)
  const [, navigate] = useLocation()
  const { ask, dialog } = useConsequences()
  const asks = useAsks(event, title)
  const instance = keyShown(event)
  const { status, attendees } = event.shown
  const isMeeting = attendees.some((each) => !each.isMe)
  const unanswered = attendees.filter((each) => !each.isMe && each.status === 'needs-action')
  const isCancelled = status === 'cancelled'
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each who is named
  useEffect(() => {
    if (uninvite === undefined) return
    const guest = attendees.find((each) => each.address === uninvite)
    const name = guest === undefined ? uninvite : nameOf(guest)
    void ask(asks.uninvite(uninvite, name)).then((outcome) => {
      if (outcome === 'done') notify(words.uninvited(name))
      onUninvited()
    })
  }, [uninvite])
  const cancel = async (): Promise<void> => {
    if ((await ask(asks.cancel())) === 'done') notify(words.cancelDone(title))
  }
  const remove = async (): Promise<void> => {
    if ((await ask(asks.remove())) !== 'done') return
    notify(words.deleted(title))
    navigate('/calendar')
  }
  const again = async (): Promise<void> => {
    if ((await ask(asks.again())) === 'done') notify(words.asked)
  }
  const edit = `/events/${event.id}/edit${instance === undefined ? '' : `?instance=${instance}`}`
  return (
    <section className="card event-doing">
      {!isCancelled && (
        <Link className="button primary" href={edit}>
          <Icon name="edit" /> {words.edit}
        </Link>
      )}
      {isMeeting && !isCancelled && (
        <Button
          className="button"
          isDisabled={unanswered.length === 0}
          onPress={() => void again()}
        >
          <Icon name="mail" /> {unanswered.length === 0 ? words.allAnswered : words.askAgain}
        </Button>
      )}
      {isMeeting && !isCancelled ? (
        <Button className="button danger" onPress={() => void cancel()}>
          <Icon name="cross" /> {words.cancel}
        </Button>
      ) : (
        <Button className="button danger" onPress={() => void remove()}>
          <Icon name="trash" /> {words.delete}
        </Button>
      )}
      {dialog}
    </section>
  )
}

type Asks = {
  readonly cancel: () => Asked
  readonly remove: () => Asked
  readonly again: () => Asked
  readonly uninvite: (address: string, name: string) => Asked
}

/** What is asked before each: with what the server says would follow. */
function useAsks(event: EventShown, title: string): Asks {
  const words = useWords(doingWords)
  const params = { event: event.id }
  const instance = keyShown(event)
  const choices = [
    { id: 'this', label: words.this },
    { id: 'following', label: words.following },
    { id: 'all', label: words.all },
  ] as const
  const ofSeries = instance !== undefined && { choices, choicesLabel: words.which }
  const cancelOf = (preview: 'true' | 'false', choice: string, comment?: string) => {
    const some = instance !== undefined && choice !== 'all' && choice !== ''
    const body = {
      ...(some && { instances: [instance], thisAndFollowing: choice === 'following' }),
      ...(comment !== undefined && { comment }),
    }
    return call('POST /events/:event/cancel', { params, query: { preview }, body })
  }
  const removeOf = (preview: 'true' | 'false', choice: string) =>
    call('DELETE /events/:event', {
      params,
      query: {
        preview,
        ...(instance !== undefined && { instance, range: choice as 'this' }),
      },
    })
  const againOf = (preview: 'true' | 'false', comment?: string) =>
    call('POST /events/:event/reconfirm', {
      params,
      query: { preview },
      body: { onlyUnanswered: true, ...(comment !== undefined && { comment }) },
    })
  const uninviteOf = (preview: 'true' | 'false', address: string, comment?: string) =>
    call('POST /events/:event/cancel', {
      params,
      query: { preview },
      body: {
        attendees: [address],
        ...(instance !== undefined && { instances: [instance] }),
        ...(comment !== undefined && { comment }),
      },
    })
  return {
    cancel: () => ({
      title: words.cancelTitle(title),
      actionLabel: words.cancel,
      danger: true,
      comment: true,
      ...ofSeries,
      preview: ({ choice }) => cancelOf('true', choice),
      act: ({ choice, comment }) => cancelOf('false', choice, comment),
    }),
    remove: () => ({
      title: words.deleteTitle(title),
      actionLabel: words.delete,
      danger: true,
      ...ofSeries,
      preview: ({ choice }) => removeOf('true', choice),
      act: ({ choice }) => removeOf('false', choice),
    }),
    again: () => ({
      title: words.askAgainTitle,
      actionLabel: words.askAgain,
      comment: true,
      preview: () => againOf('true'),
      act: ({ comment }) => againOf('false', comment),
    }),
    uninvite: (address, name) => ({
      title: words.uninviteTitle(name),
      actionLabel: words.uninviteAction,
      danger: true,
      comment: true,
      preview: () => uninviteOf('true', address),
      act: ({ comment }) => uninviteOf('false', address, comment),
    }),
  }
}
