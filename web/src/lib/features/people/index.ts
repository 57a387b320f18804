export { may, meOptions, meQuery, programmeOptions, programmeQuery } from './queries';
export { charterIsCurrent, landing, safeNext } from './rules';
