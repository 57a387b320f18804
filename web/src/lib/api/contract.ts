// Holds the names in types/ against the server's own contract (openapi.d.ts, made by `npm run api`): what the server
// answers must fit what the screens read, and what the screens send must fit what the server takes. Where types/ knows
// the words of a text more closely (a union of literals), the comparison is by kind. Nothing here reaches a browser.
import type { components, paths } from './openapi';
import type * as client from './types';

type Server = components['schemas'];
type Widened<T> = unknown extends T
  ? string | number | null
  : T extends string
    ? string
    : T extends number
      ? number
      : T extends boolean
        ? boolean
        : T extends null | undefined
          ? T
          : T extends readonly (infer Item)[]
            ? Widened<Item>[]
            : { [Key in keyof T]: Widened<T[Key]> };
type Fits<Given, Wanted> = Widened<Given> extends Widened<Wanted> ? true : false;
type Holds<_T extends true> = true;

export type Answers = [
  Holds<Fits<Required<Server['DemoLogin']>, client.DemoLogin>>,
  Holds<Fits<Required<Server['Programme']>, client.Programme>>,
  Holds<Fits<Required<Server['FrenchWords']>, client.FrenchWords>>,
  Holds<Fits<Required<Server['EnglishWords']>, client.EnglishWords>>,
  Holds<Fits<Required<Server['Words']>, client.Words>>,
  Holds<Fits<Required<Server['Brand']>, client.BrandChoice>>,
  Holds<Fits<Required<Server['BrandTones']>, client.BrandTones>>,
  Holds<Fits<Required<Server['BrandMove']>, client.BrandMove>>,
  Holds<Fits<Required<Server['BrandPalette']>, client.BrandPalette>>,
  Holds<Fits<Required<Server['BrandMark']>, client.BrandMark>>,
  Holds<Fits<Required<Server['Contact']>, client.NetworkContacts>>,
  Holds<Fits<Required<Server['Preferences']>, client.Preferences>>,
  Holds<Fits<Required<Server['Notice']>, client.Notice>>,
  Holds<Fits<Required<Server['Me']>, client.Me>>,
  Holds<Fits<Required<Server['SecondFactor']>, client.SecondFactor>>,
  Holds<Fits<Required<Server['FactorProposal']>, client.FactorProposal>>,
  Holds<Fits<Required<Server['RecoveryCodes']>, client.RecoveryCodes>>,
  Holds<Fits<Required<Server['Passkey']>, client.Passkey>>,
  Holds<Fits<Required<Server['PasskeyOffer']>, client.PasskeyOffer>>,
  Holds<Fits<Required<Server['PasskeyQuestion']>, client.PasskeyQuestion>>,
  Holds<Fits<Required<Server['Session']>, client.BrowserSession>>,
  Holds<Fits<Required<Server['Charter']>, client.Charter>>,
  Holds<Fits<Required<Server['CharterText']>, client.CharterText>>,
  Holds<Fits<Required<Server['Guide']>, client.Guide>>,
  Holds<Fits<Required<Server['GuideText']>, client.GuideText>>,
  Holds<Fits<Required<Server['GuideVersion']>, client.GuideVersion>>,
  Holds<Fits<Required<Server['AvoidedWord']>, client.AvoidedWord>>,
  Holds<Fits<Required<Server['WordToAvoid']>, client.WordToAvoid>>,
  Holds<Fits<Required<Server['InvitationView']>, client.InvitationView>>,
  Holds<Fits<Required<Server['InvitationAnswered']>, client.InvitationAnswered>>,
  Holds<Fits<Required<Server['FirstSteps']>, client.FirstSteps>>,
  Holds<Fits<Required<Server['SetUpView']>, client.SetUpView>>,
  Holds<Fits<Required<Server['PersonRow']>, client.PersonRow>>,
  Holds<Fits<Required<Server['People']>, client.PeoplePage>>,
  Holds<Fits<Required<Server['ImportRefusal']>, client.ImportRefusal>>,
  Holds<Fits<Required<Server['ImportChange']>, client.ImportSample>>,
  Holds<Fits<Required<Server['ImportPreview']>, client.ImportPreview>>,
  Holds<Fits<Required<Server['ImportReport']>, client.ImportReport>>,
  Holds<Fits<Required<Server['Group']>, client.Group>>,
  Holds<Fits<Required<Server['Site']>, client.Site>>,
  Holds<Fits<Required<Server['Zone']>, client.Zone>>,
  Holds<Fits<Required<Server['JobFamily']>, client.JobFamily>>,
  Holds<Fits<Required<Server['Fate']>, client.Fate>>,
  Holds<Fits<Required<Server['Change']>, client.Change>>,
  Holds<Fits<Required<Server['OutboxLine']>, client.OutboxRow>>,
  Holds<Fits<Required<Server['Settings']>, client.Settings>>,
  Holds<Fits<Required<Server['BackupReport']>, client.BackupReport>>,
  Holds<Fits<Required<Server['Colleague']>, client.Colleague>>,
  Holds<Fits<Required<Server['PictureContent']>, client.PictureContent>>,
  Holds<Fits<Required<Server['InfluencePicture']>, client.InfluencePicture>>,
  Holds<Fits<Required<Server['ShownPicture']>, client.ShownPicture>>,
  Holds<Fits<Required<Server['Theme']>, client.Theme>>,
  Holds<Fits<Required<Server['Picture']>, client.Picture>>,
  Holds<Fits<Required<Server['Document']>, client.Document>>,
  Holds<Fits<Required<Server['Media']>, client.Media>>,
  Holds<Fits<Required<Server['Variant']>, client.Variant>>,
  Holds<Fits<Required<Server['Story']>, client.Story>>,
  Holds<Fits<Required<Server['HistoryEntry']>, client.StoryChange>>,
  Holds<Fits<Required<Server['Unfurled']>, client.Unfurled>>,
  Holds<Fits<Required<Server['Mix']>, client.Mix>>,
  Holds<Fits<Required<Server['SharedMix']>, client.SharedMix>>,
  Holds<Fits<Required<Server['OwnMix']>, client.OwnMix>>,
  Holds<Fits<Required<Server['Original']>, client.Original>>,
  Holds<Fits<Required<Server['Source']>, client.Source>>,
  Holds<Fits<Required<Server['FoundFeed']>, client.FoundFeed>>,
  Holds<Fits<Required<Server['OpmlReport']>, client.OpmlReport>>,
  Holds<Fits<Required<Server['WatchItem']>, client.WatchItem>>,
  Holds<Fits<Required<Server['WatchPage']>, client.WatchPage>>,
  Holds<Fits<Required<Server['WatchDecision']>, client.WatchDecided>>,
  Holds<Fits<Required<Server['MySuggestion']>, client.MySuggestion>>,
  Holds<Fits<Required<Server['MySuggestions']>, client.MySuggestions>>,
  Holds<Fits<Required<Server['Suggestion']>, client.Suggestion>>,
  Holds<Fits<Required<Server['Suggestions']>, client.Suggestions>>,
  Holds<Fits<Required<Server['Contributor']>, client.Contributor>>,
  Holds<Fits<Required<Server['LibraryRules']>, client.LibraryRules>>,
  Holds<Fits<Required<Server['Why']>, client.Why>>,
  Holds<Fits<Required<Server['TodayStory']>, client.TodayStory>>,
  Holds<Fits<Required<Server['Today']>, client.Today>>,
  Holds<Fits<Required<Server['NetworkChoice']>, client.NetworkChoice>>,
  Holds<Fits<Required<Server['Draft']>, client.Draft>>,
  Holds<Fits<Required<Server['Composer']>, client.Composer>>,
  Holds<Fits<Required<Server['OriginalityAnswer']>, client.Originality>>,
  Holds<Fits<Required<Server['Share']>, client.Share>>,
  Holds<Fits<Required<Server['ShareOpened']>, client.ShareOpened>>,
  Holds<Fits<Required<Server['Influence']>, client.Influence>>,
  Holds<Fits<Required<Server['FigureWeek']>, client.FigureWeek>>,
  Holds<Fits<Required<Server['FigureRange']>, client.FigureRange>>,
  Holds<Fits<Required<Server['FigureTheme']>, client.FigureTheme>>,
  Holds<Fits<Required<Server['FigureNetwork']>, client.FigureNetwork>>,
  Holds<Fits<Required<Server['FigureUnit']>, client.FigureUnit>>,
  Holds<Fits<Required<Server['FigureBlock']>, client.FigureBlock>>,
  Holds<Fits<Required<Server['Figures']>, client.Figures>>,
  Holds<Fits<Required<Server['DataKind']>, client.DataKind>>,
  Holds<Fits<Required<Server['Right']>, client.Right>>,
  Holds<Fits<Required<Server['PromiseTests']>, client.PromiseTests>>,
  Holds<Fits<Required<Server['Trust']>, client.Trust>>,
  Holds<Fits<Required<Server['RegisterLine']>, client.RegisterLine>>,
  Holds<Fits<Required<Server['RegisterMonth']>, client.RegisterMonth>>,
  Holds<Fits<Required<Server['ProofLine']>, client.ProofLine>>,
  Holds<Fits<Required<Server['ConsentRegister']>, client.ConsentRegister>>,
  Holds<Fits<Required<Server['Access']>, client.Access>>,
  Holds<Fits<Required<Server['PreparedFile']>, client.PreparedFile>>,
  Holds<Fits<Required<Server['Proof']>, client.Proof>>
];
export type Questions = [
  Holds<Fits<client.SetUp, Server['SetUp']>>,
  Holds<Fits<client.SignIn, Server['SignIn']>>,
  Holds<Fits<client.FactorCode, Server['FactorCode']>>,
  Holds<Fits<client.NewPasskey, Server['NewPasskey']>>,
  Holds<Fits<client.SignedPasskey, Server['SignedPasskey']>>,
  Holds<Fits<client.InviteInput, Server['Inviting']>>,
  Holds<Fits<client.PersonInput, Server['PersonFields']>>,
  Holds<Fits<client.GroupInput, Server['GroupFields']>>,
  Holds<Fits<client.SiteInput, Server['SiteFields']>>,
  Holds<Fits<client.ZoneInput, Server['ZoneFields']>>,
  Holds<Fits<client.VariantInput, Server['VariantInput']>>,
  Holds<Fits<client.StoryInput, Server['StoryInput']>>,
  Holds<Fits<client.SuggestionInput, Server['SuggestionInput']>>,
  Holds<Fits<client.SuggestionDecision, Server['SuggestionDecision']>>,
  Holds<Fits<client.PublicationInput, Server['PublicationInput']>>,
  Holds<Fits<client.ShareInput, Server['ShareInput']>>,
  Holds<Fits<client.PictureInput, Server['PictureInput']>>,
  Holds<Fits<client.ProofClaim, Server['ProofClaim']>>
];

/** What the screens put behind an address is what that route says it takes. */
type Taken<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? keyof NonNullable<Query>
  : never;
export type Parameters = [
  Holds<'colour' extends Taken<'/api/v1/brand/palette'> ? true : false>,
  Holds<'language' extends Taken<'/api/v1/charter'> & Taken<'/api/v1/guide'> ? true : false>,
  Holds<'period' | 'table' | 'language' extends Taken<'/api/v1/influence.csv'> ? true : false>,
  Holds<'block' extends Taken<'/api/v1/figures'> ? true : false>,
  Holds<'block' | 'language' extends Taken<'/api/v1/figures.csv'> ? true : false>,
  Holds<'block' | 'language' extends Taken<'/api/v1/figures.xlsx'> ? true : false>,
  Holds<'language' extends Taken<'/api/v1/trust/register.csv'> ? true : false>,
  Holds<'cursor' | 'limit' extends Taken<'/api/v1/trust/accesses'> ? true : false>,
  Holds<'period' extends Taken<'/api/v1/influence'> ? true : false>,
  Holds<'cursor' | 'limit' | 'topic' extends Taken<'/api/v1/changes'> ? true : false>,
  Holds<'cursor' | 'limit' | 'query' | 'group_id' extends Taken<'/api/v1/people'> ? true : false>,
  Holds<'cursor' | 'limit' | 'source_id' | 'theme_id' extends Taken<'/api/v1/watch'> ? true : false>,
  Holds<'cursor' | 'limit' | 'state' extends Taken<'/api/v1/suggestions'> ? true : false>,
  Holds<'cursor' | 'limit' extends Taken<'/api/v1/me/suggestions'> ? true : false>,
  Holds<'cursor' | 'limit' extends Taken<'/api/v1/shares'> & Taken<'/api/v1/kept'> ? true : false>,
  Holds<
    'cursor' | 'limit' | 'query' | 'state' | 'theme_id' | 'kind' | 'language' extends Taken<'/api/v1/stories'>
      ? true
      : false
  >
];
