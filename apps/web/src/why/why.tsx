/** Why something was decided: each rule in words, with where it is written. */
import type { ReactElement } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { citedOf, factsOf } from './requirement.ts'
import { whyWords } from './words.ts'
import './why.css'

export type ReasonShown = {
  readonly requirement: string
  readonly words: string
  readonly facts: Readonly<Record<string, unknown>>
}

type WhyProps = {
  readonly reasons: readonly ReasonShown[]
  /** Open from the start, without anything to press. */
  readonly open?: boolean
}

/** `<Why reasons={consequences.reasons} />`: nothing where there is no reason. */
export function Why({ reasons, open }: WhyProps): ReactElement | undefined {
  const words = useWords(whyWords)
  const told = distinct(reasons)
  if (told.length === 0) return undefined
  if (open === true) return <Reasons reasons={told} />
  return (
    <Disclosure className="why">
      <Heading className="why-heading">
        <Button slot="trigger" className="why-button">
          <Icon name="right" /> {words.why}
        </Button>
      </Heading>
      <DisclosurePanel>
        <Reasons reasons={told} />
      </DisclosurePanel>
    </Disclosure>
  )
}

function Reasons({ reasons }: Pick<WhyProps, 'reasons'>): ReactElement {
  return (
    <ul className="why-list">
      {reasons.map((each) => (
        <OneReason key={keyOf(each)} reason={each} />
      ))}
    </ul>
  )
}

function OneReason({ reason }: { readonly reason: ReasonShown }): ReactElement {
  const words = useWords(whyWords)
  const { source, section } = citedOf(reason.requirement)
  const facts = factsOf(reason.facts)
  return (
    <li>
      {/* The registers are written in English. */}
      <span lang="en">{reason.words === '' ? reason.requirement : reason.words}</span>{' '}
      <span className="why-section" title={reason.requirement}>
        {words.section(source, section)}
      </span>
      {facts.length > 0 && (
        <span className="why-facts" lang="en">
          {facts.map(({ name, value }) => `${name}: ${value}`).join(' · ')}
        </span>
      )}
    </li>
  )
}

function keyOf({ requirement, facts }: ReasonShown): string {
  return `${requirement} ${JSON.stringify(facts)}`
}

function distinct(reasons: readonly ReasonShown[]): readonly ReasonShown[] {
  return [...new Map(reasons.map((each) => [keyOf(each), each])).values()]
}
