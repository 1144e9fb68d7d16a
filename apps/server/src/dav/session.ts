/** Who asks, and what they may do where: one place for every privilege (RFC 3744, RFC 6638 §6). */
import { CALDAV, DAV, element, type Xml, type XmlName } from '@parley/caldav'
import {
  type Access,
  type Collection,
  delegatorsOf,
  groupIds,
  type Principal,
  sharesWith,
  type Tables,
} from '@parley/store'

export type Session = {
  readonly principal: Principal
  /** What others have let this principal do; loaded when first needed. */
  readonly rights: (tables: Tables) => Promise<Rights>
}

type Rights = {
  readonly delegators: ReadonlyMap<string, Access>
  readonly shares: ReadonlyMap<string, Access>
}

/** From nothing, or nothing but free-busy, to everything. */
export type Level = 'none' | 'free-busy' | 'read' | 'write' | 'all'
const order: readonly Level[] = ['none', 'free-busy', 'read', 'write', 'all']

export function sessionOf(principal: Principal): Session {
  let loading: Promise<Rights> | undefined
  return {
    principal,
    rights(tables: Tables): Promise<Rights> {
      loading ??= loadRights(tables, principal.id)
      return loading
    },
  }
}

async function loadRights(tables: Tables, id: string): Promise<Rights> {
  const selves = [id, ...(await groupIds(tables, id))]
  const delegators = new Map<string, Access>()
  for (const self of selves) {
    for (const { ownerId, access } of await delegatorsOf(tables, self)) {
      delegators.set(ownerId, stronger(delegators.get(ownerId), access))
    }
  }
  const shares = new Map<string, Access>()
  for (const { collectionId, access } of await sharesWith(tables, selves)) {
    shares.set(collectionId, stronger(shares.get(collectionId), access))
  }
  return { delegators, shares }
}

function stronger(one: Access | undefined, other: Access): Access {
  return one === 'write' ? 'write' : other
}

/** What the session may do with what belongs to `ownerId`, or with one collection of it. */
export async function levelAt(
  session: Session,
  tables: Tables,
  ownerId: string,
  collection?: Pick<Collection, 'id' | 'kind'>,
): Promise<Level> {
  if (session.principal.id === ownerId) return 'all'
  const { delegators, shares } = await session.rights(tables)
  const delegated = delegators.get(ownerId)
  const shared = collection?.kind === 'calendar' ? shares.get(collection.id) : undefined
  const access = delegated === 'write' || shared === 'write' ? 'write' : (delegated ?? shared)
  return access ?? 'free-busy'
}

export function allows(level: Level, wanted: Level): boolean {
  return order.indexOf(level) >= order.indexOf(wanted)
}

const readPrivileges: readonly XmlName[] = [
  `{${DAV}}read`,
  `{${DAV}}read-current-user-privilege-set`,
  `{${CALDAV}}read-free-busy`,
]
const writePrivileges: readonly XmlName[] = [
  ...readPrivileges,
  `{${DAV}}write`,
  `{${DAV}}write-properties`,
  `{${DAV}}write-content`,
  `{${DAV}}bind`,
  `{${DAV}}unbind`,
]

/** The privileges that a level stands for, per kind of collection (RFC 6638 §6). */
export function privilegesOf(
  level: Level,
  kind: Collection['kind'] | undefined,
): readonly XmlName[] {
  if (level === 'none') return []
  if (level === 'free-busy') {
    return kind === 'calendar' ? [`{${CALDAV}}read-free-busy`] : []
  }
  const plain = level === 'read' ? readPrivileges : writePrivileges
  const own: readonly XmlName[] =
    level === 'all'
      ? [`{${DAV}}all`, `{${DAV}}read-acl`, `{${DAV}}write-acl`, `{${DAV}}unlock`]
      : []
  return [...plain, ...own, ...schedulingPrivileges(level, kind)]
}

function schedulingPrivileges(
  level: Level,
  kind: Collection['kind'] | undefined,
): readonly XmlName[] {
  if (level === 'read') return []
  if (kind === 'inbox') {
    return [
      'schedule-deliver',
      'schedule-deliver-invite',
      'schedule-deliver-reply',
      'schedule-query-freebusy',
    ].map((each): XmlName => `{${CALDAV}}${each}`)
  }
  if (kind !== 'outbox') return []
  return [
    'schedule-send',
    'schedule-send-invite',
    'schedule-send-reply',
    'schedule-send-freebusy',
  ].map((each): XmlName => `{${CALDAV}}${each}`)
}

export function privilegeSet(privileges: readonly XmlName[]): Xml {
  return privileges.map((each) => element(`{${DAV}}privilege`, element(each))).join('') as Xml
}
