import Bookmark from '@lucide/svelte/icons/bookmark';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import Heart from '@lucide/svelte/icons/heart';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import MessageSquare from '@lucide/svelte/icons/message-square';
import Repeat2 from '@lucide/svelte/icons/repeat-2';
import Reply from '@lucide/svelte/icons/reply';
import Send from '@lucide/svelte/icons/send';
import Share from '@lucide/svelte/icons/share';
import Star from '@lucide/svelte/icons/star';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import type { IconComponent } from '#lib/ui';

export interface Look {
  /** The author above the text, or beside it in a column of their own. */
  author: 'above' | 'beside';
  /** The card from edge to edge, in a box, or only its picture with the title laid over it. */
  card: 'flush' | 'boxed' | 'laid';
  /** What readers may do, drawn as the network draws it: with a word or as a sign alone. */
  acts: readonly { icon: IconComponent; word?: string }[];
  /** The address stays to be read in the text where the network leaves it there. */
  showsLink: boolean;
}

const linkedin: Look = {
  author: 'above',
  card: 'flush',
  showsLink: false,
  acts: [
    { icon: ThumbsUp, word: 'sharing.preview.like' },
    { icon: MessageSquare, word: 'sharing.preview.comment' },
    { icon: Repeat2, word: 'sharing.preview.repost' },
    { icon: Send, word: 'sharing.preview.send' }
  ]
};

const looks: Readonly<Record<string, Look>> = {
  linkedin,
  xing: {
    ...linkedin,
    acts: [
      { icon: ThumbsUp, word: 'sharing.preview.like' },
      { icon: MessageSquare, word: 'sharing.preview.comment' },
      { icon: Share, word: 'sharing.preview.share' }
    ]
  },
  facebook: {
    ...linkedin,
    acts: [
      { icon: ThumbsUp, word: 'sharing.preview.like' },
      { icon: MessageCircle, word: 'sharing.preview.comment' },
      { icon: Share, word: 'sharing.preview.share' }
    ]
  },
  x: {
    author: 'beside',
    card: 'laid',
    showsLink: false,
    acts: [
      { icon: MessageCircle },
      { icon: Repeat2 },
      { icon: Heart },
      { icon: ChartColumn },
      { icon: Bookmark },
      { icon: Share }
    ]
  },
  threads: {
    author: 'beside',
    card: 'boxed',
    showsLink: false,
    acts: [{ icon: Heart }, { icon: MessageCircle }, { icon: Repeat2 }, { icon: Send }]
  },
  bluesky: {
    author: 'beside',
    card: 'boxed',
    showsLink: true,
    acts: [{ icon: MessageSquare }, { icon: Repeat2 }, { icon: Heart }, { icon: Ellipsis }]
  },
  mastodon: {
    author: 'above',
    card: 'boxed',
    showsLink: true,
    acts: [{ icon: Reply }, { icon: Repeat2 }, { icon: Star }, { icon: Bookmark }, { icon: Ellipsis }]
  }
};

export const lookOf = (network: string): Look => looks[network] ?? linkedin;
