export type { Letter, LetterTemplate, LetterValues, PageLink, TokenLink } from './letter.js';
export { linkPurpose } from './letter-seal.js';
export { Letters } from './letters.service.js';
export { MailModule } from './mail.module.js';
