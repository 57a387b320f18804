export {
  countUnsent,
  findProposals,
  findUnsent,
  forgetAllUnsent,
  forgetProposal,
  forgetUnsent,
  keepProposal,
  keepUnsent
} from './unsent';
export type { Proposal, Unsent } from './unsent';
