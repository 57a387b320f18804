// Stories as an editor makes them, in each of the states in which nobody may share them.
export const storyInput = (change = {}) => ({
  address: 'https://acier.example/article', title: 'L’hydrogène au four', summary: 'Six mois d’essai.', why: 'On nous le demande.', kind: 'article', stance: 'useful',
  stance_reason: null, language: 'fr', languages: [], theme_ids: [], group_ids: [], site_ids: [], picture_id: null, document_id: null, embargo_until: null, expires_at: null,
  variants: [], ...change,
});

let made = 0;
export const draft = (editor, change) => editor.ask('POST', '/stories', storyInput({ address: `https://acier.example/${++made}`, ...change }));
export async function publish(editor, change) {
  const story = await draft(editor, change);
  return editor.ask('POST', `/stories/${story.id}/publication`);
}

export const shareInput = (story, change = {}) => ({
  story_id: story.id, network: 'linkedin', text: 'Ce que j’en retiens.', plain_link: false, mastodon_server: null, over_cap_confirmed: true, again_confirmed: true, ...change,
});
