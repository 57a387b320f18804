import type { LucideIcon } from '@lucide/svelte';

/** A drawing of @lucide/svelte: import it by itself, `import Pencil from '@lucide/svelte/icons/pencil'`. */
export type IconComponent = LucideIcon;

export interface Option {
  value: string;
  label: string;
}
