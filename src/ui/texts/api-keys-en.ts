import type { ApiKeyTexts } from './api-keys.js';

export const englishApiKeys: ApiKeyTexts = {
  title: 'API keys',
  titleOf: (organization) => `API keys of ${organization}`,
  sectionTitle: 'API keys',
  lead: {
    person: 'With a key, your own programs use the API in your name. It can never change passwords or make other keys.',
    organization:
      'With a key, programs use the API in the name of the organization, whoever made the key. It can never make other keys.',
  },
  limit: (most, left) =>
    left === 0
      ? `All ${most} keys of your plan are in use. Revoke one to make another.`
      : `Your plan allows ${most} keys at a time: ${left} ${left === 1 ? 'is' : 'are'} left.`,
  none: 'There are no keys yet. Make the first one below, and try it like this:',
  tryIt: 'Try a key like this:',
  list: {
    title: 'Keys',
    past: (count) => `Revoked and expired (${count})`,
    created: 'Created',
    lastUsed: 'Last used',
    neverUsed: 'Never used',
    expires: 'Expires',
    neverExpires: 'Does not expire',
    expired: 'Expired',
    revoked: 'Revoked',
    active: 'Active',
    may: 'This key may',
    mayAll: {
      person: 'All that you may do with the API',
      organization: 'All that the organization may do with the API',
    },
    from: 'Only from',
  },
  usage: {
    none: 'Not used in the last 30 days',
    total: (count, written) => `${written} ${count === 1 ? 'request' : 'requests'} in 30 days`,
    sentence: (total, most, day) => `Last 30 days: ${total} in all, ${most} on the busiest day, ${day}`,
  },
  create: {
    title: 'Make a key',
    lead: {
      person: 'One for each program: then you see what each of them does, and can revoke one without the others.',
      organization: 'One for each program: then you see what each of them does, and can revoke one without the others.',
    },
    full: 'Revoke a key that is not needed any more, and you can make another one here.',
    name: 'Name',
    nameHint: 'What you know it by, such as “Backup on the office server”.',
    access: 'What the key may do',
    some: 'Only what is ticked here',
    all: {
      person: 'All that you may do with the API, now and later',
      organization: 'All that the organization may do with the API, now and later',
    },
    scopes: 'Permissions',
    noScopes: 'There are no permissions to choose from yet.',
    expiry: 'Valid for',
    expiries: { 30: '30 days', 90: '90 days', 365: 'A year', never: 'No end' },
    ranges: 'Only from these addresses (optional)',
    rangesHint:
      'IP addresses and networks such as 192.0.2.0/24, one a line. Left empty, the key works from everywhere.',
    submit: 'Make the key',
  },
  secret: {
    title: (name) => `“${name}” is ready`,
    rotated: (name) => `“${name}” has a new key`,
    once: 'Copy the key now and keep it safe: it is not shown again.',
    label: 'Your new API key',
    copy: 'Copy',
    copied: 'Copied',
  },
  rotate: {
    label: 'Rotate',
    of: (name) => `Rotate the key ${name}`,
    lead: 'You get a new key, with the same name and permissions. Until the time is over, both work.',
    overlap: 'Keep the old key for',
    overlaps: { 0: 'No time: end it now', 1: 'An hour', 24: 'A day', 168: 'A week' },
    submit: 'Make a new key',
  },
  revoke: {
    label: 'Revoke',
    of: (name) => `Revoke the key ${name}`,
    lead: (name) => `Programs that use “${name}” are refused from now on. This cannot be undone.`,
    submit: 'Revoke the key',
  },
  notices: { revoked: 'The key is revoked: it is refused everywhere.' },
  errors: {
    invalidName: 'Enter a name of up to 100 characters.',
    noScopes: 'Tick at least one permission, or give the key all of them.',
    invalidScope: 'One of the permissions can no longer be given. Choose again.',
    invalidRanges: 'Enter IP addresses like 192.0.2.7 or networks like 192.0.2.0/24, one a line and at most 50.',
    invalidInput: 'Check what you entered and send the form again.',
    planLimit: 'Your plan allows no more keys. Revoke one that is not needed any more.',
    madeAlready: 'This key was made already, and is shown only once. If you did not keep it, rotate it for a new one.',
    alreadyRevoked: 'This key was revoked already.',
    changedMeanwhile:
      'This key was rotated or has expired meanwhile, and nothing was changed. A new key is shown only once: if you did not keep it, rotate it again.',
    rateLimited: 'Too many attempts. Wait a moment and try again.',
    formExpired: 'This form was open for too long. Check what you entered and send it again.',
    temporarilyUnavailable: 'We are very busy at the moment. Try again in a few seconds.',
  },
};
