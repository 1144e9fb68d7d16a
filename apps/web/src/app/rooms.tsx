/** Every page and its address; each is fetched when it is first opened. */
import { type ComponentType, type LazyExoticComponent, lazy, type ReactElement } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { NotFound } from './not-found.tsx'

const Invitations = page(() =>
  import('../invitations/invitations.tsx').then((each) => each.Invitations),
)
const Calendar = page(() => import('../calendar/calendar.tsx').then((each) => each.Calendar))
const EventPage = page(() => import('../event/event-page.tsx').then((each) => each.EventPage))
const Compose = page(() => import('../compose/compose.tsx').then((each) => each.Compose))
const Sent = page(() => import('../sent/sent.tsx').then((each) => each.Sent))
const Polls = page(() => import('../polls/polls.tsx').then((each) => each.Polls))
const PollPage = page(() => import('../polls/poll-page.tsx').then((each) => each.PollPage))
const NewPoll = page(() => import('../polls/new-poll.tsx').then((each) => each.NewPoll))
const Settings = page(() => import('../settings/settings.tsx').then((each) => each.Settings))
const Admin = page(() => import('../admin/admin.tsx').then((each) => each.Admin))
const Connect = page(() => import('../connect/connect.tsx').then((each) => each.Connect))

/** `lazy` wants a default export, which we have none of. */
function page(load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: await load() }))
}

export function Rooms(): ReactElement {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/calendar" replace />
      </Route>
      <Route path="/invitations" component={Invitations} />
      <Route path="/calendar" component={Calendar} />
      <Route path="/events/:event" component={EventPage} />
      <Route path="/events/:event/edit" component={Compose} />
      <Route path="/new" component={Compose} />
      <Route path="/sent" component={Sent} />
      <Route path="/polls" component={Polls} />
      <Route path="/polls/new" component={NewPoll} />
      <Route path="/polls/:uid" component={PollPage} />
      <Route path="/settings" component={Settings} nest />
      <Route path="/admin" component={Admin} nest />
      <Route path="/connect" component={Connect} />
      <Route component={NotFound} />
    </Switch>
  )
}
