/** Are two components the same as data, wherever they came from? */
import type { Component, Property } from '@parley/icalendar'

/** Names, values, parameters and their order; not the lines that they were read from. */
export function isSameComponent(one: Component, other: Component): boolean {
  if (one === other) return true
  return (
    one.name === other.name &&
    one.properties.length === other.properties.length &&
    one.components.length === other.components.length &&
    one.properties.every((each, i) => isSameProperty(each, other.properties[i])) &&
    one.components.every((each, i) => {
      const twin = other.components[i]
      return twin !== undefined && isSameComponent(each, twin)
    })
  )
}

export function isSameProperty(one: Property, other: Property | undefined): boolean {
  if (one === other) return true
  if (other === undefined || one.name !== other.name || one.value !== other.value) return false
  if (one.parameters.length !== other.parameters.length) return false
  return one.parameters.every((each, i) => {
    const twin = other.parameters[i]
    return (
      twin !== undefined &&
      twin.name === each.name &&
      twin.values.length === each.values.length &&
      twin.values.every((value, j) => value === each.values[j])
    )
  })
}
