/** The name of someone of whom a poll says the address alone. */
import { useApi } from '../api/queries.ts'
import { addressWords } from '../ui/person.tsx'

export function useNameOf(address: string): string {
  const bare = addressWords(address)
  const { data } = useApi('GET /principals', { query: { text: bare, limit: 5 } })
  return data?.principals.find((each) => each.address === bare)?.displayName ?? bare
}
