export { DeliveryPages } from './delivery-pages.service.js';
export { PageErrorFilter } from './page-error.filter.js';
export { type PageAnswer, PageWriter } from './page-writer.service.js';
export { UiModule } from './ui.module.js';
export type { PageName, PageViews } from './views.js';
export { CurrentVisit, Visit } from './visit.js';
