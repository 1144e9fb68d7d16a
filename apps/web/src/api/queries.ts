/**
 * Reading and changing through the API with one cache. A key begins with the route's name, so that
 * `refresh('GET /events')` makes every window of events be read anew.
 */
import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { type Answer, ApiProblem, call, type RouteName, type Routes } from './client.ts'

type Given<Name extends RouteName> = Omit<Routes[Name], 'answer'>
type ReadName = Extract<RouteName, `GET ${string}`>
type Settings = { readonly enabled?: boolean; readonly keepPrevious?: boolean }

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // A refusal stays a refusal; a server that restarts comes back.
      retry: (count, error) =>
        error instanceof ApiProblem && (error.status === 0 || error.status >= 500) && count < 4,
      retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
    },
  },
})

/** Reads a route, and again whenever something there changed. */
export function useApi<Name extends ReadName>(
  name: Name,
  ...[given, settings]: Record<never, never> extends Given<Name>
    ? [given?: Given<Name>, settings?: Settings]
    : [given: Given<Name>, settings?: Settings]
): UseQueryResult<Answer<Name>, ApiProblem> {
  return useQuery<Answer<Name>, ApiProblem>({
    queryKey: [name, given ?? {}],
    queryFn: ({ signal }) =>
      (call as (name: Name, given: unknown, options: unknown) => Promise<Answer<Name>>)(
        name,
        given,
        { signal },
      ),
    enabled: settings?.enabled ?? true,
    ...(settings?.keepPrevious === true && {
      placeholderData: (previous: Answer<Name> | undefined) => previous as never,
    }),
  })
}

type ChangeSettings = {
  /**
   * One after the other, and each is under way until what it changed has been read anew: for what is
   * saved whole, so that no change is made from what another has replaced.
   */
  readonly isSerial?: boolean
}

/** Changes something by a route; what may have changed with it is read anew. */
export function useChange<Name extends Exclude<RouteName, ReadName>>(
  name: Name,
  { isSerial = false }: ChangeSettings = {},
): UseMutationResult<Answer<Name>, ApiProblem, Given<Name>> {
  return useMutation<Answer<Name>, ApiProblem, Given<Name>>({
    mutationFn: (given) =>
      (call as (name: Name, given: unknown) => Promise<Answer<Name>>)(name, given),
    onSuccess: () => {
      const read = refreshAll()
      return isSerial ? read : undefined
    },
    ...(isSerial && { scope: { id: name } }),
  })
}

/** Has every query of these routes read anew. */
export function refresh(...names: readonly RouteName[]): void {
  for (const name of names) void queryClient.invalidateQueries({ queryKey: [name] })
}

/** What is on the page is read anew; what is not, when it comes back. Who one is stays. */
export function refreshAll(): Promise<void> {
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'GET /me' })
}
