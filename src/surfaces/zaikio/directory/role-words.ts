import type { Role } from '../../../core/roles.js';

/** What people call the roles. */
export const ROLE_WORDS: Readonly<Record<'en' | 'de', Readonly<Record<Role, string>>>> = {
  en: {
    owner: 'Owner',
    admin: 'Administrator',
    member: 'Member',
    purchaser: 'Purchaser',
    production_planner: 'Production planner',
    customer_service_representative: 'Customer service representative',
    sales_representative: 'Sales representative',
    designer: 'Designer',
    developer: 'Developer',
  },
  de: {
    owner: 'Inhaber',
    admin: 'Administrator',
    member: 'Mitglied',
    purchaser: 'Einkäufer',
    production_planner: 'Produktionsplaner',
    customer_service_representative: 'Kundenbetreuer',
    sales_representative: 'Vertriebsmitarbeiter',
    designer: 'Gestalter',
    developer: 'Entwickler',
  },
};
