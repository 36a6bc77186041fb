import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Which connections. */
export class ConnectionFilterDto {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  'filters[connectable_id]'?: string;
}
