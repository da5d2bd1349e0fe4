/**
 * The cmdlets that Hangup prints, with their parameter sets, as Microsoft documents them: MicrosoftDocs/office-docs-powershell
 * (exchange/exchange-ps/ExchangePowerShell/NAME.md) and the TLS module of MicrosoftDocs/windows-powershell-docs, read on 2026-11-30. Of the two
 * Set-Transport… cmdlets, which have more than 70 parameters each, it is those that are used here.
 */
const SEND_CONNECTOR =
  'AuthenticationCredential CloudServicesMailEnabled Comment Confirm ConnectionInactivityTimeOut ConnectorType DNSRoutingEnabled DomainController DomainSecureEnabled Enabled ErrorPolicies Force ForceHELO Fqdn FrontendProxyEnabled IgnoreSTARTTLS IsScopedConnector MaxMessageSize Port ProtocolLoggingLevel RequireTLS SmartHostAuthMechanism SmartHosts SmtpMaxMessagesPerConnection SourceIPAddress SourceTransportServers TlsAuthLevel TlsCertificateName TlsDomain UseExternalDNSServersEnabled WhatIf'
const OUTBOUND_CONNECTOR =
  'AllAcceptedDomains CloudServicesMailEnabled Comment Confirm ConnectorSource ConnectorType Enabled IsTransportRuleScoped RecipientDomains RouteAllMessagesViaOnPremises SenderRewritingEnabled SmartHosts TestMode TlsDomain TlsSettings UseMXRecord WhatIf'
const OF_MESSAGES = ['Filter Server Confirm WhatIf', 'Identity Confirm WhatIf'] as const

export const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  'Get-SendConnector': ['Identity DomainController'],
  'Set-SendConnector': [`Identity AddressSpaces Name ${SEND_CONNECTOR}`],
  'New-SendConnector': [`Name AddressSpaces Custom Internal Internet Partner Usage ${SEND_CONNECTOR}`],
  'Remove-SendConnector': ['Identity Confirm DomainController WhatIf'],
  'Get-ReceiveConnector': ['Identity DomainController', 'Server DomainController'],
  'Set-ReceiveConnector': [
    'Identity AuthMechanism Banner BinaryMimeEnabled Bindings ChunkingEnabled Comment Confirm ConnectionInactivityTimeout ConnectionTimeout DomainController DomainSecureEnabled EightBitMimeEnabled Enabled Fqdn MaxAcknowledgementDelay MaxHopCount MaxInboundConnection MaxInboundConnectionPerSource MaxInboundConnectionPercentagePerSource MaxMessageSize MaxProtocolErrors MaxRecipientsPerMessage MessageRateLimit MessageRateSource Name PermissionGroups PipeliningEnabled ProtocolLoggingLevel RemoteIPRanges RequireTLS SizeEnabled TarpitInterval TlsCertificateName TlsDomainCapabilities TransportRole WhatIf',
  ],
  'Get-TransportService': ['Identity DomainController'],
  'Set-TransportService': ['Identity ExternalDNSServers MaxOutboundConnections MaxPerDomainOutboundConnections'],
  'Get-TransportConfig': [''],
  'Set-TransportConfig': ['Identity MaxReceiveSize MaxSendSize'],
  'Get-Queue': ['Identity Exclude Include ResultSize SortOrder', 'Server Filter Exclude Include ResultSize SortOrder'],
  'Retry-Queue': ['Filter Server Confirm Resubmit WhatIf', 'Identity Confirm Resubmit WhatIf'],
  'Suspend-Message': OF_MESSAGES,
  'Resume-Message': OF_MESSAGES,
  'Remove-Message': OF_MESSAGES.map((set) => `${set} WithNDR`),
  'Get-MessageTrackingLog': [
    'DomainController End EventId InternalMessageId MessageId MessageSubject NetworkMessageId Recipients Reference ResultSize Sender Server Source Start TransportTrafficType',
  ],
  'Get-ExchangeCertificate': [
    'Identity DomainController DomainName',
    'Instance DomainController DomainName Server',
    'Thumbprint DomainController DomainName Server',
  ],
  'Enable-ExchangeCertificate': [
    'Thumbprint Services Confirm DomainController DoNotRequireSsl Force NetworkServiceAllowed Server WhatIf',
    'Identity Services Confirm DomainController DoNotRequireSsl Force NetworkServiceAllowed WhatIf',
  ],
  'New-ExchangeCertificate': ['BinaryEncoded GenerateRequest RequestFile', 'Services'].map(
    (own) =>
      `${own} Confirm DomainController DomainName Force FriendlyName IncludeAcceptedDomains IncludeAutoDiscover IncludeServerFQDN IncludeServerNetBIOSName Instance KeySize PrivateKeyExportable Server SubjectKeyIdentifier SubjectName WhatIf`,
  ),
  'Import-ExchangeCertificate': ['FileData', 'FileName', 'Instance'].map(
    (own) => `${own} Confirm DomainController FriendlyName Password PrivateKeyExportable Server WhatIf`,
  ),
  'Get-ServerComponentState': ['Identity Component DomainController'],
  'Set-ServerComponentState': [
    'Identity Component Requester State Confirm DomainController LocalOnly RemoteOnly TimeoutInSeconds WhatIf',
  ],
  'Get-OutboundConnector': ['Identity IncludeTestModeConnectors IsTransportRuleScoped ResultSize'],
  'Set-OutboundConnector': [
    `Identity IsValidated LastValidationTimestamp Name ValidationRecipients ${OUTBOUND_CONNECTOR}`,
  ],
  'New-OutboundConnector': [`Name LinkForModifiedConnector ${OUTBOUND_CONNECTOR}`],
  'Remove-OutboundConnector': ['Identity Confirm WhatIf'],
  'Validate-OutboundConnector': ['Identity Recipients Confirm WhatIf'],
  'Get-MessageTraceV2': [
    'EndDate FromIP MessageId MessageTraceId RecipientAddress ResultSize SenderAddress StartDate StartingRecipientAddress Status Subject SubjectFilterType ToIP',
  ],
  'Get-TlsCipherSuite': ['Name'],
  'Disable-TlsCipherSuite': ['Name Confirm WhatIf'],
  'Enable-TlsCipherSuite': ['Name Position Confirm WhatIf'],
}

/** Names that stand in words, and in the formats of exports, and are printed in no command. Not looked up: what they take is not at stake. */
export const NAMED_ONLY: ReadonlySet<string> = new Set(['Get-Message', 'Get-MessageTraceDetailV2', 'Export-Csv'])

/** PowerShell's own, which every Windows has: with what is used of them. */
export const POWERSHELLS: Readonly<Record<string, readonly string[]>> = {
  'Export-Clixml': [''],
  'ConvertTo-Json': [''],
  'Format-List': [''],
  'Format-Table': [''],
  'Get-Command': [''],
  'Get-Content': [''],
  'Get-Credential': [''],
  'Get-Date': [''],
  'Get-ExchangeServer': [''],
  'Import-Clixml': [''],
  'Remove-Item': [''],
  'Restart-Computer': [''],
  'Restart-Service': [''],
  'Select-Object': ['ExpandProperty'],
  'Set-Content': [''],
  'Test-Path': [''],
  'Where-Object': ['eq ne match'],
}

/** Values of the registry, below HKLM: docs.microsoft.com "TLS registry settings", ".NET … SchUseStrongCrypto", and article 929852 (Tcpip6). */
export const REGISTRY: Readonly<Record<string, readonly string[]>> = {
  'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client': [
    'Enabled',
    'DisabledByDefault',
  ],
  'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server': [
    'Enabled',
    'DisabledByDefault',
  ],
  'SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319': ['SystemDefaultTlsVersions', 'SchUseStrongCrypto'],
  'SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319': ['SystemDefaultTlsVersions', 'SchUseStrongCrypto'],
  'SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters': ['DisabledComponents'],
}
