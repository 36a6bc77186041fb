/** Which of them; what else is sent is not looked at. */
export class TicketQueryDto {
  /** At most so many. @example 10 */
  limit?: number;
  /** How many to leave out. @example 0 */
  offset?: number;
}

/** Made up. */
export class TicketDto {
  /** @example 1 */
  id: number;
  /** @example T-1001 */
  ticketnum: string;
  /** @example 'The printer is out of ink' */
  name: string;
  /** `open` or `closed`. @example open */
  status: string;
}
