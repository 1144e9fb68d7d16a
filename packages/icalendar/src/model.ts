/**
 * The calendar object as data: components, properties, parameters (RFC 5545 §3.1, §3.4 to §3.8).
 *
 * Everything is read-only; a change makes a new value and shares what did not change. A property
 * that came from bytes keeps the content line it came as (`source`), and is written back as that
 * line; a property that was changed or made here has no source and is written canonically.
 */

/** A property parameter (RFC 5545 §3.2). */
export type Parameter = {
  /** In upper case. */
  readonly name: string
  /** Decoded: without quotes, RFC 6868 escapes resolved. More than one where a comma parted them. */
  readonly values: readonly string[]
}

/** Where something came from. */
export type Source = {
  /** Number of its first line in the bytes, from 1. */
  readonly line: number
  /** The content line as it came, unfolded. Of a component: its BEGIN line. */
  readonly text: string
  /** Length of `text` in UTF-8, where the reader counted it. */
  readonly octets?: number
  /** Of a component: its END line, where that is not what the BEGIN line makes expect. */
  readonly end?: string
  /** Of a component: true where a property followed a component within it. */
  readonly mixed?: boolean
}

/** A content line (RFC 5545 §3.1): name, parameters, value. */
export type Property = {
  readonly kind: 'property'
  /** In upper case. */
  readonly name: string
  readonly parameters: readonly Parameter[]
  /** As it stands after the colon: TEXT is still escaped. */
  readonly value: string
  readonly source: Source | undefined
}

/** BEGIN to END: properties, and components inside (RFC 5545 §3.6). */
export type Component = {
  readonly kind: 'component'
  /** In upper case: 'VCALENDAR', 'VEVENT', … */
  readonly name: string
  readonly properties: readonly Property[]
  readonly components: readonly Component[]
  readonly source: Source | undefined
}

/** A VCALENDAR component. */
export type CalendarObject = Component

/** Makes a parameter. `values` are plain: quoting and escaping happen on the way out. */
export function parameter(name: string, ...values: readonly string[]): Parameter {
  return { name, values }
}

/** Makes a property. `value` is written as given: for TEXT use `textProperty`. */
export function property(
  name: string,
  value: string,
  parameters: readonly Parameter[] = [],
): Property {
  return { kind: 'property', name, parameters, value, source: undefined }
}

/** Makes a component of properties and, inside it, components. */
export function component(
  name: string,
  properties: readonly Property[],
  components: readonly Component[] = [],
): Component {
  return { kind: 'component', name, properties, components, source: undefined }
}

/** The first property of that name. */
export function firstProperty(of: Component, name: string): Property | undefined {
  for (const each of of.properties) if (each.name === name) return each
  return undefined
}

/** All properties of that name, in their order. */
export function allProperties(of: Component, name: string): readonly Property[] {
  return of.properties.filter((each) => each.name === name)
}

/** Raw value of the first property of that name. */
export function rawValue(of: Component, name: string): string | undefined {
  return firstProperty(of, name)?.value
}

/** All components of that name directly inside, in their order. */
export function allComponents(of: Component, name: string): readonly Component[] {
  return of.components.filter((each) => each.name === name)
}

/** All values of a parameter; empty when the property does not carry it. */
export function parameterValues(of: Property, name: string): readonly string[] {
  for (const each of of.parameters) if (each.name === name) return each.values
  return []
}

/** First value of a parameter. */
export function parameterValue(of: Property, name: string): string | undefined {
  return parameterValues(of, name)[0]
}

/** The same property with another raw value. */
export function withValue(of: Property, value: string): Property {
  return of.value === value ? of : { ...of, value, source: undefined }
}

/** The same property with that parameter set to `values`; with none, without the parameter. */
export function withParameter(of: Property, name: string, ...values: readonly string[]): Property {
  const held = parameterValues(of, name)
  if (held.length === values.length && held.every((each, i) => each === values[i])) return of
  const made = parameter(name, ...values)
  const parameters =
    values.length === 0
      ? of.parameters.filter((each) => each.name !== name)
      : held.length === 0
        ? [...of.parameters, made]
        : of.parameters.map((each) => (each.name === name ? made : each))
  return { ...of, parameters, source: undefined }
}

/** The component with exactly these properties of that name, standing where the first one stood. */
export function withProperties(of: Component, name: string, made: readonly Property[]): Component {
  const properties: Property[] = []
  let placed = false
  for (const each of of.properties) {
    if (each.name !== name) properties.push(each)
    else if (!placed) {
      placed = true
      properties.push(...made)
    }
  }
  if (!placed) properties.push(...made)
  const same =
    properties.length === of.properties.length &&
    properties.every((each, i) => each === of.properties[i])
  return same ? of : { ...of, properties }
}

/** The component with this property in place of all others of its name. */
export function withProperty(of: Component, made: Property): Component {
  return withProperties(of, made.name, [made])
}

/** The component without the properties of those names; the same one where it has none. */
export function withoutProperties(of: Component, ...names: readonly string[]): Component {
  const properties = of.properties.filter((each) => !names.includes(each.name))
  return properties.length === of.properties.length ? of : { ...of, properties }
}

/** The component with exactly these components inside. */
export function withComponents(of: Component, components: readonly Component[]): Component {
  return { ...of, components }
}
