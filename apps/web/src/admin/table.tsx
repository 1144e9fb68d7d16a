/** A table that is sorted by its columns, walked by keyboard, and becomes cards on a phone. */
import { type ReactElement, type ReactNode, useState } from 'react'
import {
  Column as AriaColumn,
  Table as AriaTable,
  Cell,
  Row,
  type SortDescriptor,
  TableBody,
  TableHeader,
} from 'react-aria-components'
import { useReader } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'

export type Column<Item> = {
  readonly id: string
  readonly label: string
  readonly cell: (item: Item) => ReactNode
  /** By what it is sorted; without it, it is not. */
  readonly sort?: (item: Item) => string | number
  /** What stands there is pressed: its label need not be seen. */
  readonly isAction?: boolean
}

type TableProps<Item> = {
  readonly label: string
  readonly items: readonly Item[]
  /** The first one names the row. */
  readonly columns: readonly Column<Item>[]
  readonly keyOf: (item: Item) => string
  /** Where a row leads: an address from the root. */
  readonly hrefOf?: (item: Item) => string
  readonly empty: ReactNode
}

export function Table<Item>({
  label,
  items,
  columns,
  keyOf,
  hrefOf,
  empty,
}: TableProps<Item>): ReactElement {
  const { locale } = useReader()
  const [order, setOrder] = useState<SortDescriptor>()
  if (items.length === 0) return <>{empty}</>
  const sorted = sortedBy(items, columns, order, locale)
  return (
    <AriaTable
      className="admin-table"
      aria-label={label}
      {...(order !== undefined && { sortDescriptor: order })}
      onSortChange={setOrder}
    >
      <TableHeader>
        {columns.map(({ id, label: name, sort, isAction }, index) => (
          <AriaColumn key={id} id={id} allowsSorting={sort !== undefined} isRowHeader={index === 0}>
            <span className={isAction === true ? 'hidden' : undefined}>{name}</span>
            {sort !== undefined && (
              <span className={`admin-order ${order?.column === id ? order.direction : ''}`}>
                <Icon name="down" />
              </span>
            )}
          </AriaColumn>
        ))}
      </TableHeader>
      <TableBody>
        {sorted.map((item) => (
          <Row
            key={keyOf(item)}
            id={keyOf(item)}
            {...(hrefOf !== undefined && { href: hrefOf(item) })}
          >
            {columns.map(({ id, label: name, cell, isAction }) => (
              <Cell key={id} {...(isAction !== true && { 'data-label': name })}>
                <div>{cell(item)}</div>
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </AriaTable>
  )
}

function sortedBy<Item>(
  items: readonly Item[],
  columns: readonly Column<Item>[],
  order: SortDescriptor | undefined,
  locale: string,
): readonly Item[] {
  const by = columns.find((each) => each.id === order?.column)?.sort
  if (by === undefined || order === undefined) return items
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const sign = order.direction === 'descending' ? -1 : 1
  return items.toSorted((one, other) => {
    const [left, right] = [by(one), by(other)]
    const found =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right))
    return sign * found
  })
}
