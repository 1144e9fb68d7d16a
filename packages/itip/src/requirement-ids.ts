export type RequirementId = `${number}/${string}/${string}`
