export { themeName, themesOptions, themesQuery } from './themes';
