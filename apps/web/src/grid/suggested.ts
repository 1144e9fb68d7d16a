/** Asks the server for times at which all can meet, and reads its reasons. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type Answer, type ApiProblem, type Body, call } from '../api/client.ts'

export type TimeProposal = Answer<'POST /find-time'>['times'][number]
export type Verdict = TimeProposal['verdict']
export type FindBody = Body<'POST /find-time'>

export type RoomChoice = {
  readonly address: string
  readonly commonName?: string
  readonly capacity?: number
}

/** What a reason may hold beside its kind: as `RankReason` of the server's engine. */
export type RankReason = {
  readonly kind: string
  readonly cost: number
  readonly addresses?: readonly string[]
  readonly people?: readonly { readonly address: string; readonly seconds: number }[]
  readonly seconds?: number
  readonly rooms?: readonly (RoomChoice & {
    readonly state?: 'free' | 'unknown' | 'tentative'
    readonly why?: 'busy' | 'too-small' | 'feature-missing'
  })[]
}

export function useProposals(
  body: FindBody,
  isOn: boolean,
): UseQueryResult<Answer<'POST /find-time'>, ApiProblem> {
  return useQuery<Answer<'POST /find-time'>, ApiProblem>({
    queryKey: ['POST /find-time', body],
    queryFn: ({ signal }) => call('POST /find-time', { body }, { signal }),
    enabled: isOn,
    placeholderData: (previous) => previous,
  })
}

export function roomsOf({ rooms }: TimeProposal): readonly RoomChoice[] {
  return rooms as unknown as readonly RoomChoice[]
}

export function reasonsOf({ reasons }: TimeProposal): readonly RankReason[] {
  return reasons as readonly RankReason[]
}
