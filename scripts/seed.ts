/**
 * Loaded into test processes: property tests draw the same cases in every run, so that a red run is
 * about the change. PARLEY_SEED draws others: a number, or `random`.
 */
import fc from 'fast-check'

const wanted = process.env['PARLEY_SEED']
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted ?? 5546) })
