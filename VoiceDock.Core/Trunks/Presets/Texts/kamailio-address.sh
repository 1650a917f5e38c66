# address table: group 1, VoiceDock (Kamailio; then: kamcmd permissions.addressReload)
kamctl address add 1 {our_address} {our_prefix} 0 voicedock
