import type { NetworkChoice, ShareOpened } from '#lib/api';

/** What we could do of what the network needs; the screen offers the rest by hand. */
export interface Handed {
  /** null: nothing to copy, the network takes the text with it. */
  copied: boolean | null;
  /** The phone's own sheet was closed or refused: it can be opened again. */
  sheet: 'chosen' | 'closed' | 'refused' | null;
}

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export async function openSheet(text: string, link: string | null, title: string): Promise<Handed['sheet']> {
  try {
    await navigator.share({ title, text: text || undefined, url: link ?? undefined });
    // "A target was chosen", not "posted": so the person is asked all the same.
    return 'chosen';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'closed' : 'refused';
  }
}

/**
 * Opens the network's own composer, from the person's click: a page of the network in a tab that knows nothing of ours
 * (rel noopener), a letter, the phone's sheet. Where the network takes no text, it waits in the clipboard.
 */
export async function openThere(network: NetworkChoice, opened: ShareOpened, title: string): Promise<Handed> {
  if (network.opens === 'sheet')
    return { copied: null, sheet: await openSheet(opened.copy_text, opened.share.link, title) };
  // First the clipboard: a page that has lost the focus may not write to it.
  const mustCopy = opened.copy_text !== '' && (network.opens === 'copy' || network.opens === 'qr' || !network.prefill);
  const copied = mustCopy ? await copy(opened.copy_text) : null;
  if (opened.open_url) {
    if (network.opens === 'mail') location.href = opened.open_url;
    else window.open(opened.open_url, '_blank', 'noopener,noreferrer');
  }
  return { copied, sheet: null };
}
