import { Module } from '@nestjs/common';
import { InstancesModule } from '../instances/index.js';
import { DevMailController } from './dev-mail.controller.js';
import { DevMail } from './dev-mail.service.js';
import { LetterSeal } from './letter-seal.js';
import { LetterWriter } from './letter-writer.service.js';
import { Letters } from './letters.service.js';
import { MailDelivery } from './mail-delivery.js';

@Module({
  imports: [InstancesModule],
  controllers: [DevMailController],
  providers: [LetterSeal, Letters, LetterWriter, MailDelivery, DevMail],
  exports: [Letters],
})
export class MailModule {}
