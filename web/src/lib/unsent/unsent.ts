// Words that the server does not have yet. They stay in this browser until it has them, and go at sign-out. The app's
// worker writes here too, so nothing of the app is imported.

export interface Unsent {
  person: string;
  story: string;
  network: string;
  text: string;
  at: number;
}

/**
 * What somebody is about to propose. `shared`: as a phone's share sheet sent it, for whoever signs in next; `typed`: as
 * it stands on the page, for that person alone.
 */
export interface Proposal {
  kind: 'shared' | 'typed';
  person: string | null;
  address: string;
  title: string;
  words: string;
  photo: File | Blob | null;
  named: boolean;
  at: number;
}

const name = 'essaim-unsent';
const tables = { drafts: ['person', 'story', 'network'], proposals: 'kind' } as const;
type Table = keyof typeof tables;
/** What nobody came back for is thrown away: a phone may be shared. */
const longest = 24 * 60 * 60 * 1000;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 2);
    request.onupgradeneeded = () => {
      for (const [table, keyPath] of Object.entries(tables))
        if (!request.result.objectStoreNames.contains(table))
          request.result.createObjectStore(table, { keyPath: keyPath as string | string[] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexeddb'));
  });
}

async function inside<T>(
  table: Table,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T | null> {
  try {
    const database = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(table, mode);
        const request = act(transaction.objectStore(table));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = () => reject(transaction.error ?? new Error('indexeddb'));
        transaction.onabort = () => reject(transaction.error ?? new Error('indexeddb'));
      });
    } finally {
      database.close();
    }
  } catch {
    // A private window may refuse storage: then the words last as long as the page, and the server has them soon.
    return null;
  }
}

export const keepUnsent = (draft: Unsent) => inside('drafts', 'readwrite', (store) => store.put(draft));

export const forgetUnsent = (draft: Pick<Unsent, 'person' | 'story' | 'network'>) =>
  inside('drafts', 'readwrite', (store) => store.delete([draft.person, draft.story, draft.network]));

/** What this person wrote here and the server has not; words of somebody else on this browser are thrown away. */
export async function findUnsent(person: string, story: string): Promise<Unsent[]> {
  const all = (await inside('drafts', 'readonly', (store) => store.getAll() as IDBRequest<Unsent[]>)) ?? [];
  for (const each of all) if (each.person !== person) await forgetUnsent(each);
  return all.filter((each) => each.person === person && each.story === story);
}

/** Whether it was kept: a private window may refuse. */
export const keepProposal = async (proposal: Proposal): Promise<boolean> =>
  (await inside('proposals', 'readwrite', (store) => store.put(proposal))) !== null;

export const forgetProposal = (kind: Proposal['kind']) =>
  inside('proposals', 'readwrite', (store) => store.delete(kind));

/** What waits to be proposed: as shared, for whoever is here now; as typed, for this person alone. */
export async function findProposals(person: string): Promise<Proposal[]> {
  const all = (await inside('proposals', 'readonly', (store) => store.getAll() as IDBRequest<Proposal[]>)) ?? [];
  const mine: Proposal[] = [];
  for (const each of all) {
    const fits = each.at > Date.now() - longest && (each.person === null || each.person === person);
    if (fits) mine.push(each);
    else await forgetProposal(each.kind);
  }
  return mine;
}

/** How many texts would be lost by signing out now: the screen asks before it does. */
export async function countUnsent(): Promise<number> {
  let count = 0;
  for (const table of ['drafts', 'proposals'] as const)
    count += (await inside(table, 'readonly', (store) => store.count())) ?? 0;
  return count;
}

export async function forgetAllUnsent(): Promise<void> {
  for (const table of ['drafts', 'proposals'] as const)
    await inside(table, 'readwrite', (store) => store.clear() as IDBRequest<undefined>);
}
