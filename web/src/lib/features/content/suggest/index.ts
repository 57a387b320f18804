export { default as Contributors } from './Contributors.svelte';
export { default as MySuggestions } from './MySuggestions.svelte';
export { default as ProposePage } from './ProposePage.svelte';
export { default as SuggestionInbox } from './SuggestionInbox.svelte';
export { default as SuggestLine } from './SuggestLine.svelte';
export { default as RulesCard } from './RulesCard.svelte';
export { rulesQuery, waitingQuery } from './queries';
export { fromHash } from './rules';
