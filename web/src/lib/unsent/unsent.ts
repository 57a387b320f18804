// Words that the server does not have yet. They stay in this browser until it has them, and go at sign-out.

export interface Unsent {
  person: string;
  story: string;
  network: string;
  text: string;
  at: number;
}

const name = 'essaim-unsent';
const table = 'drafts';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(table, { keyPath: ['person', 'story', 'network'] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexeddb'));
  });
}

async function inside<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
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

export const keepUnsent = (draft: Unsent) => inside('readwrite', (store) => store.put(draft));

export const forgetUnsent = (draft: Pick<Unsent, 'person' | 'story' | 'network'>) =>
  inside('readwrite', (store) => store.delete([draft.person, draft.story, draft.network]));

/** What this person wrote here and the server has not; words of somebody else on this browser are thrown away. */
export async function findUnsent(person: string, story: string): Promise<Unsent[]> {
  const all = (await inside('readonly', (store) => store.getAll() as IDBRequest<Unsent[]>)) ?? [];
  for (const each of all) if (each.person !== person) await forgetUnsent(each);
  return all.filter((each) => each.person === person && each.story === story);
}

/** How many texts would be lost by signing out now: the screen asks before it does. */
export async function countUnsent(): Promise<number> {
  return (await inside('readonly', (store) => store.count())) ?? 0;
}

export async function forgetAllUnsent(): Promise<void> {
  await inside('readwrite', (store) => store.clear() as IDBRequest<undefined>);
}
