export type { AuditDetail } from './audit-detail.js';
export type { AuditFilter, AuditRecord } from './audit-event.store.js';
export { Audit, type AuditEvent, type AuditPage, type AuditQuery } from './audit.service.js';
export { AuditModule } from './audit.module.js';
