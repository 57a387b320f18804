export { default as ChangeLog } from './changes/ChangeLog.svelte';
export { newestChangesQuery, roleName, sentenceOf } from './changes/changes';
export { default as Door } from './door/Door.svelte';
export { default as Goodbye } from './door/Goodbye.svelte';
export { default as Invitation } from './door/Invitation.svelte';
export { default as Join } from './door/Join.svelte';
export { default as OneTimeLink } from './door/OneTimeLink.svelte';
export { default as SetUp } from './door/SetUp.svelte';
export { default as SecondFactorFirst } from './second-step/SecondFactorFirst.svelte';
export { default as SignIn } from './door/SignIn.svelte';
export { default as Notices } from './me/Notices.svelte';
export { default as RoleStays } from './me/RoleStays.svelte';
export { default as MePage } from './me/MePage.svelte';
export { guard } from './guard.svelte';
export {
  invitationQuery,
  may,
  meOptions,
  meQuery,
  preferencesMutation,
  programmeOptions,
  programmeQuery
} from './queries';
export { charterIsCurrent, lacksSecondFactor, landing, safeNext, secondFactorBefore, wayOf } from './rules';
export { enter, forget, signOut, speakTo, tokenOf } from './session';
export { default as Welcome } from './welcome/Welcome.svelte';
export { default as BackupCard } from './directory/BackupCard.svelte';
export { default as Directory } from './directory/Directory.svelte';
export { default as FirstSteps } from './directory/FirstSteps.svelte';
export { default as ImportPeople } from './directory/ImportPeople.svelte';
export { default as Invite } from './directory/Invite.svelte';
export { default as Outbox } from './directory/Outbox.svelte';
export { default as SettingsForm } from './directory/SettingsForm.svelte';
export { default as Structure } from './structure/Structure.svelte';
export { groupsQuery, settingsQuery, sitesQuery } from './directory/directory';
export { siteLabel } from './directory/sites';
