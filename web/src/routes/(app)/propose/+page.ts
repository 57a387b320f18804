import { fromHash } from '#lib/features/content';
import { useWords } from '#lib/i18n';
import { keepProposal } from '#lib/unsent';

// What the server led on from a share sheet stands behind the hash. It is taken before anybody is asked to sign in,
// since that way leads through another address.
export async function load() {
  const come = fromHash(location.hash);
  const kept = come ? await keepProposal({ ...come.shared, kind: 'shared', person: null, at: Date.now() }) : true;
  await useWords('suggestion');
  return { photoLost: come?.photoLost ?? false, shared: kept ? null : (come?.shared ?? null) };
}
